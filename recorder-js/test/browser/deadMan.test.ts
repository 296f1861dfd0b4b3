import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch, until } from './browser';
import { type Sink, startSink } from './sink';

const html = '<!doctype html><html><head><title>Shop</title><script async src="/lastseen.js" data-site="KEY"></script></head><body><h1>Shop</h1></body></html>';

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
  await context.addInitScript('delete window.WebSocket');
});
afterEach(async () => {
  await context.close();
  await sink.close();
});

describe('where no socket can be had', () => {
  it('the browser itself says goodbye for a page that crashed', async () => {
    const tab = await context.newPage();
    await tab.goto(`${sink.origin}/a`);
    await tab.mouse.move(50, 50, { steps: 10 });
    await until('input', () => sink.signals().find((s) => s.k === 'input'));
    expect(sink.signals().find((s) => s.k === 'pagehide')).toBeUndefined();
    const gone = new Promise((done) => tab.once('crash', done));
    const cdp = await context.newCDPSession(tab);
    cdp.send('Page.crash').catch(() => {});
    await gone;
    expect(await until('goodbye', () => sink.signals().find((s) => s.k === 'pagehide'), 5_000)).toMatchObject({ persisted: false });
  });

  it('a page that says goodbye itself says it once', async () => {
    const tab = await context.newPage();
    await tab.goto(`${sink.origin}/a`);
    await tab.mouse.move(50, 50, { steps: 10 });
    await until('input', () => sink.signals().find((s) => s.k === 'input'));
    await tab.close({ runBeforeUnload: true });
    await until('goodbye', () => sink.signals().find((s) => s.k === 'pagehide'), 5_000);
    // what the browser would still send, it sends at once
    await new Promise((done) => setTimeout(done, 1_000));
    expect(sink.signals().filter((s) => s.k === 'pagehide')).toMatchObject([{ swap: 'none' }]);
  });
});
