import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consoleOf, launch, until } from './browser';
import { type Sink, startSink } from './sink';

const html = '<!doctype html><html><head><title>Shop</title><script async src="/lastseen.js" data-site="KEY"></script></head><body><h1>Shop</h1><input id=q><ol id=list></ol></body></html>';

let browser: Browser;
let sink: Sink;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  sink = await startSink();
  sink.pages.set('/a', { html });
  context = await browser.newContext();
});
afterEach(async () => {
  await context.close();
  await sink.close();
});

async function open(): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(`${sink.origin}/a`);
  return tab;
}
const says = (tab: Page, text: string) => tab.evaluate((words) => {
  const item = document.createElement('li');
  item.textContent = words;
  document.querySelector('#list')!.append(item);
}, text);
const recorded = (tab: Page) => tab.evaluate(() => (window as any).lastseen.replayUrl()?.split('/').pop() as string);
const arrived = (text: string) => JSON.stringify(sink.frames.map((frame) => frame.events)).includes(text);
/** Keys of what this browser keeps, without what it knows of documents themselves. */
const kept = (tab: Page) => tab.evaluate(() => new Promise<[string, number, number][]>((done) => {
  const opening = indexedDB.open('lastseen');
  opening.onupgradeneeded = () => opening.transaction!.abort();
  opening.onerror = () => done([]);
  opening.onsuccess = () => {
    const keys = opening.result.transaction('kept').objectStore('kept').getAllKeys();
    keys.onsuccess = () => {
      opening.result.close();
      done((keys.result as [string, number, number][]).filter(([, n]) => n !== -2));
    };
  };
}));
async function untilKept(tab: Page, what: (keys: [string, number, number][]) => boolean) {
  for (let tries = 0; ; tries++) {
    const keys = await kept(tab);
    if (what(keys)) return keys;
    if (tries > 100) throw new Error(`kept: ${JSON.stringify(keys)}`);
    await tab.waitForTimeout(50);
  }
}
async function crash(tab: Page) {
  const gone = new Promise((done) => tab.once('crash', done));
  const cdp = await context.newCDPSession(tab);
  cdp.send('Page.crash').catch(() => {});
  await gone;
}
async function refuse(status: number) {
  sink.status = status;
}
function sequences(document: string): number[] {
  return sink.frames.filter((frame) => frame.header['d'] === document && frame.header['s'] !== undefined).map((frame) => frame.header['s']);
}

describe('what is not acknowledged', () => {
  it('is kept until it is, and no longer', async () => {
    const tab = await open();
    await until('keyframe', () => arrived('Shop'));
    await refuse(503);
    await says(tab, 'meanwhile');
    await untilKept(tab, (keys) => keys.some(([, n]) => n >= 1));
    await refuse(200);
    await until('the rest', () => arrived('meanwhile'), 20_000);
    await untilKept(tab, (keys) => keys.length === 0);
  });

  it('is sent by the page after a reload, in order, marked as buffered and with its age', async () => {
    const tab = await open();
    const document = await recorded(tab);
    await until('keyframe', () => arrived('Shop'));
    await refuse(503);
    await says(tab, 'first words');
    await tab.waitForTimeout(3_200);
    await says(tab, 'second words');
    await untilKept(tab, (keys) => keys.some(([, n]) => n >= 2));
    await tab.reload();
    await refuse(200);
    await until('both', () => arrived('first words') && arrived('second words'), 20_000);
    expect(sequences(document)).toEqual([...sequences(document)].sort((a, b) => a - b));
    const late = sink.frames.find((frame) => frame.header['d'] === document && frame.header['s'] === 1)!;
    expect(late.flags & 2).toBe(2);
    expect(late.age).toBeGreaterThan(1_000);
    expect(sink.conflicts).toBe(0);
    await untilKept(tab, (keys) => keys.every(([d]) => d !== document));
  });

  it('stays when it has gone by beacon alone, and the next page says it again with the same bytes', async () => {
    const tab = await open();
    const document = await recorded(tab);
    await until('keyframe', () => arrived('Shop'));
    await tab.waitForTimeout(1_000);
    await says(tab, 'last words');
    await tab.waitForTimeout(300);
    await untilKept(tab, (keys) => keys.some(([d, n]) => d === document && n === 1)); // a busy machine takes longer
    await tab.reload();
    await until('beacon', () => arrived('last words'));
    await until('the same again', () => sink.repeated.some(({ d, s }) => d === document && s === 1), 20_000);
    expect(sink.conflicts).toBe(0);
  });
});

describe('after a crash', () => {
  it('the next page sends what the crashed one had, and says that it never said goodbye', async () => {
    const tab = await open();
    const document = await recorded(tab);
    await until('keyframe', () => arrived('Shop'));
    await untilKept(tab, (keys) => keys.length === 0);
    await says(tab, 'before the crash');
    await untilKept(tab, (keys) => keys.some(([, n, part]) => n === 1 && part > 0));
    await crash(tab);
    const next = await open();
    await until('its last moment', () => arrived('before the crash'), 20_000);
    const told = await until('crash', () => sink.signals().find((signal) => signal.k === 'crash'));
    expect(told).toMatchObject({ document, d: await recorded(next) });
    await untilKept(next, (keys) => keys.every(([d]) => d !== document));
  });

  it('a page that said goodbye has not crashed', async () => {
    const tab = await open();
    await until('keyframe', () => arrived('Shop'));
    await tab.reload();
    await tab.waitForTimeout(5_000);
    expect(sink.signals().filter((signal) => signal.k === 'crash')).toEqual([]);
  });
});

describe('of several tabs', () => {
  it('none sends what belongs to one that is still open, and only one what is left over', async () => {
    const first = await open();
    const document = await recorded(first);
    await until('keyframe', () => arrived('Shop'));
    await refuse(503);
    await says(first, 'left behind');
    await untilKept(first, (keys) => keys.some(([d, n, part]) => d === document && n === 1 && part === 0));
    const second = await open();
    const third = await open();
    await second.waitForTimeout(5_000);
    expect(sink.frames.filter((frame) => arrived('left behind') && frame.header['d'] === document)).toEqual([]);
    await crash(first);
    await refuse(200);
    await Promise.all([second.reload(), third.reload()]);
    await until('left behind', () => arrived('left behind'), 20_000);
    await untilKept(second, (keys) => keys.every(([d]) => d !== document));
    expect(sink.repeated.filter(({ d, s }) => d === document && s > 0)).toEqual([]);
    expect(sink.conflicts).toBe(0);
  });
});

describe('what is kept', () => {
  it('is masked', async () => {
    const tab = await open();
    await until('keyframe', () => arrived('Shop'));
    await refuse(503);
    await tab.type('#q', 'hush-hush');
    await untilKept(tab, (keys) => keys.some(([, n]) => n >= 1));
    const all = await tab.evaluate(() => new Promise<string>((done) => {
      const opening = indexedDB.open('lastseen');
      opening.onsuccess = () => {
        const values = opening.result.transaction('kept').objectStore('kept').getAll();
        values.onsuccess = async () => {
          const texts = await Promise.all(values.result.map(async ({ payload, codec, text = '', signals = [] }: any) => {
            const plain = codec === 2 ? await new Response(new Blob([payload]).stream().pipeThrough(new DecompressionStream('gzip'))).text() : '';
            return text + plain + signals;
          }));
          opening.result.close();
          done(texts.join());
        };
      };
    }));
    expect(all).toContain('"source":5');
    expect(all).not.toContain('hush');
  });

  it('is deleted at once by optOut, and nothing more is kept', async () => {
    const tab = await open();
    await until('keyframe', () => arrived('Shop'));
    await refuse(503);
    await says(tab, 'nobody needs to know');
    const other = await open();
    await untilKept(tab, (keys) => keys.some(([, n]) => n >= 1));
    await tab.evaluate(() => (window as any).lastseen.optOut());
    await other.waitForFunction(() => (window as any).lastseen.debug().includes('opted out'));
    await untilKept(tab, (keys) => keys.length === 0);
    await says(tab, 'still here');
    await says(other, 'here too');
    await tab.waitForTimeout(500);
    expect(await kept(tab)).toEqual([]);
    expect((await context.cookies()).map((cookie) => cookie.name)).toEqual(['lastseen_optout']);
  });

  it('is nothing where the visitor sends Global Privacy Control, not even a database', async () => {
    await context.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
    const tab = await open();
    await tab.waitForTimeout(500);
    expect(await tab.evaluate(() => (window as any).lastseen.debug())).toContain('Global Privacy Control');
    expect(await tab.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  });
});

describe('where nothing can be kept', () => {
  for (const [what, script] of [
    ['IndexedDB is refused', 'Object.defineProperty(self, "indexedDB", { get() { throw new DOMException("no", "SecurityError") } })'],
    ['the disk is full', 'IDBObjectStore.prototype.put = function () { this.transaction.abort(); throw new DOMException("full", "QuotaExceededError") }'],
  ] as const) {
    it(`memory does: ${what}`, async () => {
      // the worker is the one that keeps
      await context.addInitScript(`{
        const { Blob: Plain } = window;
        window.Blob = class extends Plain { constructor(parts, rest) { super(rest && rest.type === 'text/javascript' ? [${JSON.stringify(`${script};`)}, ...parts] : parts, rest); } };
      }`);
      const tab = await open();
      const lines = consoleOf(tab);
      await until('keyframe', () => arrived('Shop'));
      await refuse(503);
      await says(tab, 'in memory');
      await tab.waitForTimeout(3_500);
      expect(await kept(tab)).toEqual([]);
      await refuse(200);
      await until('the rest', () => arrived('in memory'), 20_000);
      expect(lines.filter((line) => !line.includes('503'))).toEqual([]);
    });
  }
});
