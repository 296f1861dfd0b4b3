/*
 * Writes a document as text, the same way for the page a visitor saw and for the page the player rebuilt, so that the
 * two can be compared letter by letter. What is not compared, and what is written otherwise than it stands, is only:
 *
 *  1. scripts and noscript, and links that only fetch ahead: not rebuilt on purpose;
 *  2. what recorder or player add: attributes rr_*, data-rr-* and data-lastseen-*, autocomplete=off, the classes
 *     rrweb-paused and :hover (a style sheet's :hover rules get a twin for it), and the player's own style sheet;
 *  3. masked text: written in the mask's letter here, as it must have been before it left the page (live only);
 *  4. what a field holds is written from its properties, which is what a visitor sees, not from its attributes;
 *     choices (boxes, radio buttons, selects) are not told, and a field of numbers or dates cannot show the mask;
 *  5. addresses, those in style sheets too, are written absolute: the recorder makes them so;
 *  6. a style sheet is written as its rules, whether linked or inline: the recorder takes linked ones along;
 *  7. where something is shown from, as the page had it: the player shows what was kept of it;
 *  8. neighbouring text nodes count as one, and text of white space alone as none.
 */
(doc, live) => {
  const ADDED = /^(rr_|data-rr-|data-lastseen-|autocomplete$|nonce$|integrity$)/
  const ADDRESSES = new Set(['href', 'src', 'action', 'poster', 'data'])
  const AHEAD = /\b(preconnect|prefetch|dns-prefetch|modulepreload|preload|prerender)\b/
  const ASIDE = /^data-lastseen-(?=(src|srcset|poster|background|href)$)/
  const MASKED = '[data-lastseen-mask], [contenteditable]'
  const SECRET = '[type=hidden], [type=password], [autocomplete^=cc-], [autocomplete=one-time-code], [autocomplete$=-password]'
  const MASKLESS = /^(checkbox|radio|number|range|color|date|datetime-local|month|week|time|file)$/
  const BUTTON = /^(submit|button|reset|image)$/

  const stars = (text) => text.replace(/\S/g, '*')
  const absolute = (url) => (url && !url.startsWith('data:') ? new URL(url, doc.baseURI).href : url)

  const sheet = (element) => {
    const base = element.sheet?.href ?? doc.baseURI
    const original = (url) => {
      const kept = /^(?:data:,|[^#]*\/api\/v1\/sites\/[^#]*)#(.*)/.exec(url)
      return kept ? decodeURIComponent(kept[1]) : url
    }
    const rules = [...(element.sheet?.cssRules ?? [])].map((rule) => rule.cssText.replace(/url\("([^"]*)"\)/g,
      (_, given) => {
        const url = original(given)
        return `url("${url.startsWith('data:') ? url : new URL(url, base).href}")`
      }))
    return rules.join('\n').replace(/,[^,{}\n]*\.\\:hover[^,{]*?(?=\s*[,{])/g, '')
  }

  const attribute = ({ name, value }, element) => {
    if (ADDED.test(name)) return null
    if (/^(value|checked|selected)$/.test(name) && element.matches('input, select, option')) return null
    if (name === 'class') {
      const classes = value.split(/\s+/).filter((c) => c && c !== ':hover' && c !== 'rrweb-paused')
      return classes.length ? `class=${classes.join(' ')}` : null
    }
    if (name === 'srcset') return `srcset=${value.split(/,\s+/).map((one) => one.replace(/^\S+/, absolute)).join(', ')}`
    return `${name}=${ADDRESSES.has(name) ? absolute(value) : value}`
  }

  const own = (element) => [...element.attributes].map(({ name, value }) => {
    const before = /^(src|srcset|poster|background|href)$/.test(name.replace(ASIDE, '')) && element.getAttribute(`data-lastseen-${name.replace(ASIDE, '')}`)
    return { name: name.replace(ASIDE, ''), value: before || value }
  }).filter(({ name }, at, all) => all.findIndex((other) => other.name === name) === at)

  const field = (element) => {
    if (!element.matches('input, textarea') || MASKLESS.test(element.type)) return []
    if (!live || BUTTON.test(element.type)) return [`:value=${element.value}`]
    if (element.matches(SECRET)) return [`:value=${element.value && '********'}`]
    return [`:value=${element.value.replace(/[^\n]/g, '*')}`]
  }

  const unwritten = (element) =>
    /^(script|noscript)$/.test(element.localName) ||
    (element.localName === 'link' && (AHEAD.test(element.rel) || element.hasAttribute('data-lastseen-rel'))) ||
    (element.localName === 'style' && sheet(element).includes('html.rrweb-paused'))

  const out = []
  const write = (node, depth, masked) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = live && masked ? stars(node.data) : node.data
      if (node.previousSibling?.nodeType === Node.TEXT_NODE) out.at(-1).text += text
      else out.push({ depth, text })
    } else if (node.nodeType === Node.COMMENT_NODE) {
      out.push({ depth, line: `<!--${node.data}-->` })
    } else if (node.nodeType === Node.ELEMENT_NODE && !unwritten(node)) {
      if (node.localName === 'style' || (node.localName === 'link' && node.sheet)) {
        out.push({ depth, line: `<style>${sheet(node)}` })
        return
      }
      const attributes = own(node).map((a) => attribute(a, node)).filter(Boolean).sort()
      out.push({ depth, line: `<${[node.localName, ...attributes, ...field(node)].join(' ')}>` })
      if (node.localName === 'textarea') return
      const inside = masked || node.matches(MASKED)
      for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) write(child, depth + 1, inside)
    }
  }

  write(doc.documentElement, 0, false)
  return out.filter(({ text }) => text === undefined || /\S/.test(text))
    .map(({ depth, line, text }) => ' '.repeat(depth) + (line ?? JSON.stringify(text))).join('\n')
}
