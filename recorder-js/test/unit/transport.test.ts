import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventsChunk, sealWith, signalsChunk } from '../../src/chunks/chunk';
import { boundedQueue } from '../../src/chunks/queue';
import { startClock } from '../../src/clock';
import { mainTimers } from '../../src/timers';
import { retryAfter } from '../../src/transport/answers';
import { backOff } from '../../src/transport/backOff';
import { heartbeatEvery } from '../../src/transport/heartbeat';
import { inFlight, MOST_IN_FLIGHT } from '../../src/transport/inflight';
import { startSender } from '../../src/transport/sender';
import { Codec } from '../../src/wire/frame';
import { encode } from '../../src/wire/header';
import { parseFrame } from '../browser/sink';

const clock = startClock();

function events(size: number, keyframe = false) {
  const chunk = eventsChunk(encode('{}'), clock.now(), '[]', keyframe);
  sealWith(chunk, new Uint8Array(size), Codec.stored);
  return chunk;
}

describe('waiting between tries', () => {
  it('doubles from 1 s to 60 s, shortened by chance', () => {
    const longest = backOff(() => 0);
    expect(Array.from({ length: 8 }, longest.next)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(backOff(() => 1).next()).toBe(500);
  });
  it('is what Retry-After says, in seconds or as a date', () => {
    const answer = (value: string) => new Response(null, { headers: { 'retry-after': value } });
    expect(retryAfter(answer('7'))).toBe(7_000);
    expect(retryAfter(answer('Thu, 01 Jan 1970 00:00:30 GMT'), () => 10_000)).toBe(20_000);
    expect(retryAfter(answer('soon'))).toBeNull();
    expect(retryAfter(new Response(null))).toBeNull();
  });
});

describe('heartbeats', () => {
  const minute = 60_000;
  it.each([
    ['every 15 s while somebody is there', null, 0, false, 15_000],
    ['every 60 s after 5 quiet minutes', null, 5 * minute + 1, false, 60_000],
    ['every 15 s while something worth hearing plays', null, 60 * minute, true, 15_000],
    ['every 60 s hidden', 0, 0, false, 60_000],
    ['every 5 min after 10 hidden minutes', 10 * minute + 1, 0, false, 300_000],
    ['every 60 s hidden while something plays', 60 * minute, 0, true, 60_000],
  ])('come %s', (_, hiddenFor, quietFor, media, every) => {
    expect(heartbeatEvery({ hiddenFor, quietFor, media })).toBe(every);
  });
});

describe('the queue', () => {
  it('over its bound gives up the oldest increments first, then keyframes, and signals last', () => {
    let lost = 0;
    const queue = boundedQueue(() => lost++, undefined, 1_000);
    const signals = signalsChunk(encode('{}'), 0, 'signals');
    const keyframe = events(300, true);
    const increments = [events(300), events(300), events(300)];
    [signals, keyframe, ...increments].forEach(queue.push);
    expect(queue.all()).toEqual([signals, keyframe, ...increments.slice(1)]);
    expect(lost).toBe(1);
    queue.push(events(900));
    expect(queue.all().slice(0, 1)).toEqual([signals]);
    expect(queue.bytes()).toBeLessThanOrEqual(1_000);
  });
  it('keeps the first bytes a chunk got', () => {
    const chunk = events(3);
    expect(sealWith(chunk, new Uint8Array(9), Codec.gzip)).toBe(false);
    expect(chunk.sealed!.payload.length).toBe(3);
  });
});

describe('the sender', () => {
  let answers: (number | 'down')[];
  let sent: { body: Uint8Array; lasting: boolean }[];
  let beacons: Uint8Array[];
  const outcome = { refused: vi.fn(), dropped: vi.fn(), delivered: vi.fn(), sealed: vi.fn() };

  beforeEach(() => {
    vi.useFakeTimers();
    answers = [];
    sent = [];
    beacons = [];
    Object.values(outcome).forEach((spy) => spy.mockReset());
    vi.stubGlobal('fetch', async (_: string, { body, keepalive }: { body: Blob; keepalive?: boolean }) => {
      sent.push({ body: new Uint8Array(await body.arrayBuffer()), lasting: keepalive === true });
      const status = answers.shift() ?? 200;
      if (status === 'down') throw new TypeError('network');
      return new Response(null, { status });
    });
    Object.defineProperty(navigator, 'sendBeacon', {
      configurable: true,
      value: (_: string, blob: Blob) => {
        void blob.arrayBuffer().then((bytes) => beacons.push(new Uint8Array(bytes)));
        return true;
      },
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  function start(budget = inFlight()) {
    const queue = boundedQueue(() => {});
    return { queue, sender: startSender('http://service/i/c', queue, budget, clock, mainTimers, outcome) };
  }
  const settle = () => vi.advanceTimersByTimeAsync(0);

  it('tries again with the same sealed bytes and a greater age', async () => {
    const { queue, sender } = start();
    answers = ['down', 503, 200];
    queue.push(events(20));
    sender.pump();
    await settle();
    await vi.advanceTimersByTimeAsync(1_100);
    await vi.advanceTimersByTimeAsync(2_100);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ body }) => Buffer.from(body.subarray(16)).toString('hex'))).size).toBe(1);
    const ages = sent.map(({ body }) => Buffer.from(body).readUInt32BE(12));
    expect(ages[2]).toBeGreaterThan(ages[0]!);
    expect(queue.all()).toEqual([]);
    expect(outcome.delivered).toHaveBeenCalledWith(true);
  });
  it('gives a refused frame up, and the site where the whole site is refused', async () => {
    const { queue, sender } = start();
    answers = [413, 200, 401];
    queue.push(events(1));
    queue.push(events(2));
    sender.pump();
    await settle();
    expect(outcome.dropped).toHaveBeenCalledOnce();
    expect(outcome.delivered).toHaveBeenCalledOnce();
    queue.push(events(3));
    sender.pump();
    await settle();
    expect(outcome.refused).toHaveBeenCalledWith(401);
  });
  it('while the page unloads sends the newest first, and never more than 60,000 bytes', async () => {
    const { queue, sender } = start();
    [30_000, 25_000, 20_000, 15_000].map((size) => events(size)).forEach(queue.push);
    sender.unload();
    await settle();
    expect(beacons.map((bytes) => Buffer.from(bytes).readUInt32BE(8))).toEqual([15_000, 20_000]);
    expect(beacons.reduce((sum, bytes) => sum + bytes.length, 0)).toBeLessThanOrEqual(MOST_IN_FLIGHT);
    expect(beacons.every((bytes) => parseFlags(bytes) === 1)).toBe(true);
  });
  it('sends beacons again after a return, because they tell no answer', async () => {
    const { queue, sender } = start();
    queue.push(events(10));
    sender.unload();
    await settle();
    sender.returned();
    await settle();
    expect(beacons).toHaveLength(1);
    expect(sent).toHaveLength(1);
    expect(queue.all()).toEqual([]);
  });
  it('compresses at once what was still text when the page is hidden', async () => {
    const { queue, sender } = start();
    queue.push(eventsChunk(encode('{}'), clock.now(), JSON.stringify(Array(500).fill('the same words')), false));
    sender.hide();
    await settle();
    const parsed = parseFrame(Buffer.from(sent[0]!.body));
    expect(parsed).toMatchObject({ codec: 2, flags: 1 });
    expect(parsed.events).toHaveLength(500);
    expect(sent[0]!.lasting).toBe(true);
  });
});

const parseFlags = (bytes: Uint8Array): number => Buffer.from(bytes).readUInt16BE(6);
