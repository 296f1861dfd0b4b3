/** Recorded pages made by hand: enough rrweb events to develop the player without a service. */

class Page {
  #ids = 0;

  id() {
    return ++this.#ids;
  }

  element(tagName, attributes, ...children) {
    return { type: 2, id: this.id(), tagName, attributes, childNodes: children.map((child) => this.node(child)) };
  }

  node(child) {
    return typeof child === 'string' ? { type: 3, id: this.id(), textContent: child } : child;
  }
}

const style = `body{font:16px/1.5 Georgia,serif;margin:0;color:#2b2320;background:#fbf7f1}header{background:#5b3a29;color:#fff;padding:20px 40px;font-size:22px}
main{max-width:760px;margin:24px auto;padding:0 24px}.box{padding:16px;border:1px solid #d8c9b8;border-radius:8px;background:#fff;margin:16px 0}
button{padding:10px 18px;background:#a3542d;color:#fff;border:0;border-radius:6px;font-size:16px}input{padding:8px;font-size:16px}`;

/**
 * @param {string} title
 * @param {number} seconds how long the page is looked at
 * @returns {object[]} rrweb events, ms since the document's origin
 */
export function record(title, seconds) {
  const page = new Page();
  const e = page.element.bind(page);
  const list = e('div', { class: 'box' }, 'Visitors online: ');
  const input = e('input', { type: 'text', placeholder: 'Your name', value: '' });
  const snapshot = {
    type: 0,
    id: page.id(),
    childNodes: [
      { type: 1, id: page.id(), name: 'html', publicId: '', systemId: '' },
      e(
        'html',
        { lang: 'en' },
        e(
          'head',
          {},
          e('base', { href: 'https://evil.example/' }),
          e('meta', { 'http-equiv': 'refresh', content: '0;url=https://evil.example' }),
          e('link', { rel: 'preconnect', href: 'https://evil.example' }),
          e('style', { _cssText: style }),
          e('script', { src: 'https://evil.example/x.js' }, 'alert(1)')
        ),
        e(
          'body',
          {},
          e('header', {}, 'Tack & Twine'),
          e(
            'main',
            {},
            e('h1', {}, title),
            e('p', {}, 'Webbing, burlap and horsehair: what holds a chair together for a hundred years. '.repeat(4)),
            e('img', { src: 'https://elsewhere.example/before.jpg', width: '360', height: '180', alt: 'Before' }),
            e('div', { class: 'box', rr_width: '320px', rr_height: '90px' }),
            list,
            e('p', {}, input, ' ', e('button', {}, 'Add to cart')),
            e('iframe', { rr_src: 'https://player.example/video', width: '420', height: '160' }),
            ...Array.from({ length: 6 }, () => e('p', {}, 'Start from the webbing, stretch it well, and tack it twice. '.repeat(6)))
          )
        )
      )
    ]
  };
  const events = [
    { type: 4, timestamp: 20, data: { href: 'https://shop.example/', width: 1280, height: 800 } },
    { type: 2, timestamp: 25, data: { node: snapshot, initialOffset: { top: 0, left: 0 } } }
  ];
  for (let second = 1; second < seconds; second += 1) {
    const at = second * 1000;
    const still = second % 40 > 22;
    if (still) continue;
    events.push({
      type: 3,
      timestamp: at + 450,
      data: {
        source: 1,
        positions: Array.from({ length: 9 }, (_, step) => ({
          x: 400 + 300 * Math.sin((second * 10 + step) / 12),
          y: 350 + 180 * Math.cos((second * 10 + step) / 9),
          id: list.id,
          timeOffset: (step - 9) * 50
        }))
      }
    });
    if (second % 3 === 0) {
      const node = { type: 3, id: page.id(), textContent: `${second} ` };
      events.push({ type: 3, timestamp: at + 500, data: { source: 0, texts: [], attributes: [], removes: [], adds: [{ parentId: list.id, nextId: null, node }] } });
    }
    if (second % 7 === 0) events.push({ type: 3, timestamp: at + 600, data: { source: 5, id: input.id, text: '*'.repeat(second % 9), isChecked: false } });
    if (second % 8 === 0) events.push({ type: 3, timestamp: at + 700, data: { source: 3, id: snapshot.id, x: 0, y: (second * 20) % 400 } });
    if (second % 11 === 0) events.push({ type: 3, timestamp: at + 800, data: { source: 2, type: 2, id: list.id, x: 500, y: 380 } });
  }
  return events;
}
