/** The content at a URL: where it is, or null where it was not kept. */
export type Locate = (url: string) => string | null;

const URLS = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)/gi;
const IMPORTS = /@import\s(?:[^;"']|"[^"]*"|'[^']*')*;/gi;

/** What stands for a content that was not kept: nothing, without a request. */
const nothing = 'data:,';

/**
 * Style rules whose URLs lead to what was kept, with the page's own URL, encoded, behind `#`; all others lead nowhere. Imports are
 * left out: a recording holds what they brought.
 */
export function relocated(css: string, locate: Locate): string {
  if (!/url\(|@import/i.test(css)) return css;
  return css.replace(IMPORTS, '').replace(URLS, (whole, ...parts: unknown[]) => {
    const url = (parts.slice(0, 3).find((part) => typeof part === 'string') as string | undefined)?.trim() ?? '';
    if (url === '' || /^(data:|#|about:)/i.test(url)) return whole;
    const [name = '', fragment] = url.split('#', 2);
    // a page's own fragment, such as a gradient, that was made absolute while recording
    if (fragment && name.endsWith('/')) return `url("#${fragment}")`;
    return `url("${locate(name) ?? nothing}#${fragment ?? encodeURIComponent(name)}")`;
  });
}
