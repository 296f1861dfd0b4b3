import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** The engine needs a browser's DOM. */
vi.mock('../../src/capture/rrweb', () => ({ rrwebCapture: () => ({ start() {}, stop() {}, keyframe() {}, sheet() {} }) }));

import { startWorker } from '../../src/chunks/worker';
import { doorsOf } from '../../src/doors';
import { collectSignals } from '../../src/evidence/signals';
import { createRecorder } from '../../src/recorder';
import { urlsAllowing } from '../../src/site/urls';
import { mainTimers } from '../../src/timers';

type Mark = { props?: unknown };

const collected = () => collectSignals({ origin: 0, now: () => 0, wall: () => 0 }, () => urlsAllowing([], false));

/** What is sent of properties that a page hands over. */
function sent(...handedOver: unknown[]): unknown[] {
  const signals = collected();
  for (const props of handedOver) signals.add('mark', { what: 'custom', name: 'm', props });
  return signals.take(1_000_000).map((text) => (JSON.parse(text) as Mark).props);
}
const failing = () => {
  throw new Error('boom');
};

describe('what a page hands over', () => {
  it('is recorded as it was when it was handed over', () => {
    const signals = collected();
    const order = { step: 1, items: [{ id: 'a' }] };
    signals.add('mark', { what: 'custom', name: 'm1', props: order });
    order.step = 2;
    order.items[0]!.id = 'b';
    signals.add('mark', { what: 'custom', name: 'm2', props: order });
    expect(signals.take(1_000).map((text) => (JSON.parse(text) as Mark).props)).toEqual([
      { step: 1, items: [{ id: 'a' }] },
      { step: 2, items: [{ id: 'b' }] },
    ]);
  });
  it('is read before it can be taken away again', () => {
    const signals = collected();
    const { proxy, revoke } = Proxy.revocable({ a: 1 }, {});
    signals.add('mark', { name: 'm', props: proxy });
    revoke();
    expect(signals.take(1_000)).toEqual(['{"n":1,"t":0,"k":"mark","name":"m","props":{"a":1}}']);
  });
  it('is not recorded where it cannot be read, the mark is, and so is all that follows', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const unreadable = { dropped: 'unreadable' };
    expect(sent({ get a() { return failing(); } }, proxy, { deep: [proxy] }, { a: 1 })).toEqual([unreadable, unreadable, unreadable, { a: 1 }]);
  });
  it('is not recorded where it is too large, alone or beside its name', () => {
    const long = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [n, 'x'.repeat(1_000)]));
    const { 1: _, ...shorter } = long;
    const signals = collected();
    signals.add('mark', { name: 'm', props: long });
    signals.add('mark', { name: 'm'.repeat(1_000), props: shorter });
    signals.add('mark', { name: 'm', props: shorter });
    expect(signals.take(100_000).map((text) => (JSON.parse(text) as Mark).props)).toEqual([{ dropped: 'too large' }, { dropped: 'too large' }, shorter]);
  });
  it('is written as it says itself: dates, addresses, and what has a toJSON', () => {
    const when = new Date('2026-11-25T20:00:00Z');
    const given = { when, never: new Date(Number.NaN), at: new URL('https://shop.example/a'), price: { toJSON: () => ({ cents: 5, when }) } };
    expect(sent(given, when, { toJSON: failing }, { toJSON: 1 })).toEqual([
      { when: when.toISOString(), never: null, at: 'https://shop.example/a', price: { cents: 5, when: when.toISOString() } },
      when.toISOString(),
      { dropped: 'unreadable' },
      { toJSON: 1 },
    ]);
  });
  it('is a list where it is a set, and an object where it is a map', () => {
    const keyed = new Map<unknown, unknown>([['a', new Set([1, new Set(['x'])])], [2, new Map()]]);
    expect(sent({ keyed, none: new Set() })).toEqual([{ keyed: { a: [1, ['x']], 2: {} }, none: [] }]);
  });
  it('leaves the addresses of signals masked as the site wants when they are sent', () => {
    let names: string[] = [];
    const signals = collectSignals({ origin: 0, now: () => 0, wall: () => 0 }, () => urlsAllowing(names, false));
    signals.add('load', { url: 'https://shop.example/?q=1&secret=2' });
    names = ['q'];
    expect(signals.take(1_000)).toEqual(['{"n":1,"t":0,"k":"load","url":"https://shop.example/?q=1"}']);
  });
});

describe('a page that hands over what cannot be read', () => {
  const posted: Blob[] = [];
  beforeEach(() => {
    posted.length = 0;
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', undefined);
    vi.stubGlobal('fetch', async (_: string, init?: { body?: Blob }) => {
      if (init?.body) posted.push(init.body);
      return new Response('{}');
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is recorded further, and hears nothing of it', async () => {
    const page = createRecorder(window, doorsOf('https://replay.example/lastseen.js', 'key'));
    await vi.advanceTimersByTimeAsync(1_000);
    page.track('bad', { get a() { return failing(); } });
    page.identify('ada', { get a() { return failing(); } });
    page.track('good', { a: 1 });
    await vi.advanceTimersByTimeAsync(20_000);
    vi.useRealTimers();
    const all = (await Promise.all(posted.map((body) => body.text()))).join('');
    expect(all).toContain('"name":"bad","props":{"dropped":"unreadable"}');
    expect(all).toContain('"name":"ada","props":{"dropped":"unreadable"}');
    expect(all).toContain('"name":"good","props":{"a":1}');
    page.stop();
    await Promise.resolve();
  });
});

describe('a timer', () => {
  afterEach(() => void vi.useRealTimers());

  it('never throws into the page, with a worker or without', () => {
    vi.useFakeTimers();
    mainTimers.after(1, failing);
    expect(() => vi.advanceTimersByTime(1)).not.toThrow();

    const worker = { postMessage: vi.fn(), terminate() {}, onmessage: (_: object) => {} };
    URL.createObjectURL ??= () => 'blob:x';
    const thread = startWorker(failing, () => worker as unknown as Worker);
    thread.begin();
    expect(() => worker.onmessage({ data: { ready: true } })).not.toThrow();
    thread.timers.after(1, failing);
    const { id } = worker.postMessage.mock.lastCall![0] as { id: number };
    expect(() => worker.onmessage({ data: { id, timer: 1 } })).not.toThrow();
  });
});
