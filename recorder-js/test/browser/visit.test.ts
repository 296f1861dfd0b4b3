import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consoleOf, launch, until } from './browser';
import { type Sink, startSink } from './sink';

const snippet = `<script>(function(w){var l=w.lastseen=w.lastseen||{q:[]};['identify','track','stop','start','optOut','signOut'].forEach(function(m){l[m]=l[m]||function(){l.q.push([m].concat([].slice.call(arguments)))}})})(window)</script>
<script async src="/lastseen.js" data-site="KEY"></script>`;
const page = (body: string, title = 'A page') => `<!doctype html><html><head><title>${title}</title>${snippet}</head><body>${body}</body></html>`;

let browser: Browser;
let sink: Sink;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  sink = await startSink();
});
afterEach(() => sink.close());

async function open(path: string, html: string, headers: Record<string, string> = {}) {
  sink.pages.set(path.split('?')[0]!, { html, headers });
  const context = await browser.newContext();
  const tab = await context.newPage();
  const lines = consoleOf(tab);
  await tab.goto(sink.origin + path);
  return { tab, lines, context };
}
const signal = (k: string, more: (s: any) => boolean = () => true) => sink.signals().find((s) => s.k === k && more(s));

describe('a visit', () => {
  it('tells its load, its view and a keyframe, and says nothing on the console', async () => {
    const { lines, context } = await open('/a?utm_source=x&secret=1', page('<h1>Hello</h1><p>some words to read here</p>'));
    const view = await until('view', () => signal('view'));
    expect(view).toMatchObject({ how: 'load', path: '/a', title: 'A page', url: `${sink.origin}/a?utm_source=x`, words: 6 });
    const hello = await until('hello', () => sink.messages[0]?.header);
    expect(hello.c).toBe(1);
    expect(hello.e[0]).toMatchObject({ k: 'load', nav: 'navigate', vis: 'visible', n: 1, t: 0 });
    const first = await until('chunk', () => sink.frames.find((f) => f.header['s'] === 0));
    expect(first.header['k']).toBe(true);
    expect(first.codec).toBe(2);
    expect(first.events.map((e) => e.type)).toContain(2);
    expect(JSON.stringify(sink.frames) + JSON.stringify(sink.messages)).not.toContain('secret');
    expect(lines).toEqual([]);
    await context.close();
  });

  it('tells its load to the socket too where a chunk has told it before', async () => {
    let accept = () => {};
    sink.socketsWait = new Promise<void>((done) => (accept = done));
    const { context } = await open('/a', page('<h1>Hello</h1>'));
    await until('load in a chunk', () => sink.frames.find((f) => f.header['e'].some((s: any) => s.k === 'load')));
    accept();
    const hello = await until('hello', () => sink.messages[0]?.header);
    expect(hello.e[0]).toMatchObject({ k: 'load', n: 1 });
    sink.hangUp();
    const again = await until('second hello', () => sink.messages.find((m) => m.header['c'] === 2)?.header);
    expect(again.e.map((s: any) => s.k)).not.toContain('load');
    await context.close();
  });

  it('tells at once that its tab was closed, with the events of the last moment', async () => {
    const { tab, context } = await open('/a', page('<button id=b onclick="this.textContent=\'late news\'">Old</button>'));
    await until('hello', () => sink.messages.length);
    await tab.mouse.move(50, 50, { steps: 10 });
    await tab.click('#b');
    const closed = Date.now();
    await tab.close({ runBeforeUnload: true });
    const exit = await until('pagehide', () => signal('pagehide'), 2_000);
    expect(exit).toMatchObject({ persisted: false, swap: 'none' });
    expect(exit.proof).toBeGreaterThan(0);
    await until('socket dropped', () => sink.drops.length, 2_000);
    await until('last events', () => JSON.stringify(sink.events()).includes('late news'), 2_000);
    expect(Date.now() - closed).toBeLessThan(2_500);
    expect(signal('mark')).toMatchObject({ what: 'click', el: { tag: 'button', id: 'b', path: 'button#b' } });
    await context.close();
  });
});

describe('leaving', () => {
  it('to another host says where, and a reload says so too', async () => {
    const other = await startSink();
    other.pages.set('/', { html: 'elsewhere' });
    const { tab, context } = await open('/a', page(`<a id=out href="${other.origin}/?q=hush">Out</a>`));
    await until('view', () => signal('view'));
    await tab.reload();
    expect(await until('reload', () => signal('exit'))).toMatchObject({ to: 'reload' });
    const second = await until('second load', () => signal('load', (s) => s.nav === 'reload'));
    expect(second.prev).toBe(signal('load', (s) => s.nav === 'navigate').d);
    expect(second).toMatchObject({ back: true });
    await until('second view', () => signal('view', (s) => s.d === second.d));
    await tab.click('#out');
    await tab.waitForURL(`${other.origin}/**`);
    await until('exit', () => signal('exit', (s) => s.to === 'other'));
    expect(signal('out')).toMatchObject({ kind: 'link', host: new URL(other.origin).host, target: 'self' });
    expect(signal('pagehide', (s) => s.d === second.d)).toMatchObject({ swap: 'other' });
    expect(JSON.stringify(sink.frames) + JSON.stringify(sink.messages)).not.toContain('hush');
    await context.close();
    await other.close();
  });

  it('and coming back from the back/forward cache is the same document, connected anew', async () => {
    sink.pages.set('/b', { html: page('<h1>Other</h1>', 'B') });
    const { tab, context } = await open('/a', page('<a id=next href="/b">Next</a>'));
    const first = await until('view', () => signal('view', (s) => s.path === '/a'));
    await tab.click('#next');
    await until('second view', () => signal('view', (s) => s.path === '/b'));
    await tab.evaluate(() => history.back());
    const restored = await until('restored', () => signal('load', (s) => s.restored));
    expect(restored).toMatchObject({ d: first.d, nav: 'back_forward' });
    expect(signal('pagehide', (s) => s.d === first.d)).toMatchObject({ persisted: true, swap: 'same' });
    await until('second channel', () => sink.messages.find((m) => m.header['d'] === first.d && m.header['c'] === 2));
    await until('view again', () => sink.signals().filter((s) => s.k === 'view' && s.d === first.d).length === 2);
    await context.close();
  });
});

describe('under a strict policy with Trusted Types', () => {
  for (const socket of [true, false]) {
    it(`records, with the socket ${socket ? 'allowed' : 'refused'}, and leaves at most one line on the console`, async () => {
      const service = await startSink();
      service.options = sink.options;
      const policy = `default-src 'none'; script-src ${service.origin}; connect-src ${service.origin}${socket ? ' ' + service.origin.replace('http', 'ws') : ''}; style-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'`;
      const html = `<!doctype html><html><head><title>Strict</title><script async src="${service.origin}/lastseen.js" data-site="K"></script></head><body><h1>Strict</h1></body></html>`;
      const { tab, lines, context } = await open('/strict', html, { 'Content-Security-Policy': policy });
      await until('keyframe', () => service.frames.find((f) => f.header['k']));
      if (socket) expect((await until('hello', () => service.messages[0]?.header))['e'][0].k).toBe('load');
      expect(service.frames.find((f) => f.header['k'])!.codec).toBe(2);
      expect(service.frames[0]!.origin).toBe(sink.origin);
      await new Promise((done) => setTimeout(done, 3_000));
      expect(lines.length, lines.join('\n')).toBeLessThanOrEqual(1);
      await tab.close({ runBeforeUnload: true });
      await until('pagehide', () => service.signals().find((s) => s.k === 'pagehide'), 2_000);
      await context.close();
      await service.close();
    });
  }
});

describe('a page inside another', () => {
  it('says nothing, and its document comes with the page around it', async () => {
    sink.pages.set('/inner', { html: page('<p>inner words</p>', 'Inner') });
    const { tab, context } = await open('/outer', page('<iframe src="/inner"></iframe>', 'Outer'));
    await until('inner document', () => JSON.stringify(sink.events()).includes('inner words'));
    await tab.evaluate(() => document.querySelector('iframe')!.remove());
    await tab.waitForTimeout(500);
    expect(new Set(sink.signals().map((s) => s.d)).size).toBe(1);
    expect(signal('pagehide')).toBeUndefined();
    expect(sink.messages.every((m) => m.header['c'] === 1)).toBe(true);
    await context.close();
  });
});

describe('what is typed and what is hidden', () => {
  it('never leaves the page', async () => {
    const { tab, context } = await open('/form?session=hush-query#hush-hash', page(`
      <h1>In plain sight</h1>
      <form action="/sent?key=hush">
      <input id=text value="hush-attribute" placeholder=name><textarea id=area>hush-area</textarea><textarea id=empty>hush-default</textarea>
      <input id=code autocomplete=one-time-code><input id=card autocomplete=cc-number><input id=password type=password value=hush-preset>
      <input type=hidden name=csrf value=hush-hidden><input id=open data-lastseen-unmask><select id=choice><option value=a>A<option value=b>B</select>
      <input id=box type=checkbox></form>
      <p id=editable contenteditable>hush-editable</p>
      <div data-lastseen-mask id=masked title="hush-title" data-name="hush-data">hush-text <b id=inside aria-label="hush-aria">hush-inside</b><a href="mailto:hush@example.org">x</a></div>
      <div data-lastseen-block id=blocked><p>hush-blocked</p></div>
      <img src="/pixel.png?user=hush-image" srcset="/a.png?u=hush 1x, /b.png?u=hush 2x" alt="">
      <div style="background: url('/bg.png?u=hush-style')"></div><style>.x { background: url(/css.png?u=hush-css) }</style>
      <iframe srcdoc="<input value=hush-srcdoc>"></iframe>
      <ul id=list></ul><div id=late>seen before</div>`));
    await until('view', () => signal('view'));
    await tab.fill('#empty', '');
    for (const field of ['#text', '#area', '#code', '#card', '#password', '#editable']) await tab.type(field, 'hush-typed');
    await tab.type('#open', 'allowed-words');
    await tab.check('#box');
    await tab.selectOption('#choice', 'b');
    await tab.evaluate(() => {
      const find = (selector: string) => document.querySelector<HTMLInputElement>(selector)!;
      find('#password').type = 'text';
      find('#text').setAttribute('value', 'hush-set');
      find('#blocked').append('hush-added');
      find('#masked').append('hush-appended');
      find('#masked').title = 'hush-title-again';
      find('#inside').firstChild!.nodeValue = 'hush-changed';
      find('#list').innerHTML = '<li>visible-later<input value=hush-new><a href="/x?t=hush-late">y</a></li>';
      const text = find('#masked').lastChild!;
      document.body.append(text);
      text.nodeValue = 'hush-moved';
      text.remove();
      find('#late').setAttribute('data-lastseen-block', '');
    });
    await tab.type('#password', 'hush-revealed');
    await tab.waitForTimeout(500);
    await tab.evaluate(() => document.querySelector('#late')!.append('hush-late-block'));
    await tab.click('#masked');
    await tab.click('#blocked');
    await tab.click('#list li');
    await tab.waitForTimeout(3_500);
    await tab.close({ runBeforeUnload: true });
    await until('pagehide', () => signal('pagehide'));
    await new Promise((done) => setTimeout(done, 500));
    const sent = JSON.stringify(sink.frames) + JSON.stringify(sink.messages);
    expect(sent).toContain('In plain sight');
    expect(sent).toContain('visible-later');
    expect(sent).toContain('allowed-words');
    const at = sent.indexOf('hush');
    expect(at < 0 ? '' : sent.slice(Math.max(0, at - 300), at + 60)).toBe('');
    expect(sent).not.toContain('"isChecked":true');
    await context.close();
  });
});

describe('when the service fails for a while', () => {
  it('what happened meanwhile arrives, unchanged and marked with its age', async () => {
    const { tab, lines, context } = await open('/a', page('<h1>Hello</h1>'));
    await until('first chunk', () => sink.frames.find((f) => f.header['s'] === 0));
    sink.status = 503;
    sink.headers = { 'Retry-After': '2' };
    await tab.evaluate(() => {
      document.body.append('meanwhile');
      (window as any).lastseen.track('bought', { price: 3 });
    });
    await tab.waitForTimeout(4_500);
    sink.status = 200;
    sink.headers = {};
    await until('meanwhile', () => JSON.stringify(sink.events()).includes('meanwhile'), 15_000);
    expect(signal('mark', (s) => s.what === 'custom')).toMatchObject({ name: 'bought', props: { price: 3 } });
    const late = sink.frames.find((f) => f.header['s'] === 1)!;
    expect(late.age).toBeGreaterThan(1_000);
    expect(lines.filter((line) => !line.includes('503'))).toEqual([]);
    await context.close();
  });

  it('a refused site is told once and then left alone', async () => {
    sink.status = 403;
    const { tab, lines, context } = await open('/a', page('<h1>Hello</h1>'));
    await until('line', () => lines.find((line) => line.includes('[lastseen]')));
    expect(await tab.evaluate(() => (window as any).lastseen.debug())).toContain('nothing is recorded: the service refuses this site');
    expect(lines.filter((line) => line.includes('[lastseen]'))).toHaveLength(1);
    await context.close();
  });
});

describe('the page can', () => {
  it('stop and start, ask for the replay, and opt out', async () => {
    const { tab, context } = await open('/a', page('<h1>Hello</h1>'));
    await until('first view', () => signal('view'));
    const call = (name: string) => tab.evaluate((method) => (window as any).lastseen[method](), name);
    const first = await call('replayUrl');
    expect(first).toBe(`${sink.origin}/sessions/${signal('view').d}`);
    await call('stop');
    expect(await until('stop', () => signal('stop'))).toMatchObject({ why: 'api' });
    expect(await call('replayUrl')).toBeNull();
    await call('start');
    await until('second document', () => signal('view', (s) => !first.endsWith(s.d)));
    await until('its keyframe', () => sink.frames.find((f) => f.header['k'] && !first.endsWith(f.header['d'])));
    expect((await context.cookies()).map((c) => c.name)).toContain('lastseen');
    await call('optOut');
    await until('consent', () => signal('stop', (s) => s.why === 'consent'));
    expect((await context.cookies()).map((c) => c.name)).toEqual(['lastseen_optout']);
    await tab.reload();
    await tab.waitForTimeout(300);
    expect(await call('debug')).toBe('nothing is recorded: this visitor has opted out');
    await context.close();
  });

  it('change its route, and only another path is a view', async () => {
    const { tab, context } = await open('/shop', page('<h1>Shop</h1>', 'Shop'));
    await until('first view', () => signal('view'));
    await tab.evaluate(() => {
      history.replaceState(null, '', '/shop?sort=price');
      history.pushState(null, '', '/shop/#top');
    });
    await tab.waitForTimeout(500);
    await tab.evaluate(() => {
      history.pushState(null, '', '/shop/2?x=1');
      setTimeout(() => (document.title = 'Two'), 100);
    });
    expect(await until('route', () => signal('view', (s) => s.how === 'route'))).toMatchObject({ path: '/shop/2', title: 'Two', url: `${sink.origin}/shop/2` });
    expect(sink.signals().filter((s) => s.k === 'view')).toHaveLength(2);
    await context.close();
  });

  it('be opened by a duplicate of its tab, which gets an id of its own', async () => {
    const { tab, context } = await open('/a', page('<h1>Hello</h1>'));
    const first = await until('load', () => sink.messages[0]?.header);
    const [copy] = await Promise.all([context.waitForEvent('page'), tab.evaluate(() => void window.open('/a'))]);
    await copy.waitForLoadState();
    const load = await until('second load', () => signal('load', (s) => s.d !== first['d']));
    expect(load).toMatchObject({ dup: true, opener: first['d'] });
    const hello = await until('second hello', () => sink.messages.find((m) => m.header['d'] === load.d)?.header);
    expect(hello['t']).not.toBe(first['t']);
    await context.close();
  });
});
