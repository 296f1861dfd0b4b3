import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const keyframe = vi.hoisted(() => vi.fn());
/** The engine needs a browser's DOM. */
vi.mock('../../src/capture/rrweb', () => ({ rrwebCapture: () => ({ start() {}, stop() {}, keyframe, sheet() {} }) }));

import { doorsOf } from '../../src/doors';
import { createRecorder, type Recorder } from '../../src/recorder';

const MINUTE = 60_000;

function typed() {
  const event = new KeyboardEvent('keydown', { key: 'a' });
  Object.defineProperty(event, 'isTrusted', { value: true });
  window.dispatchEvent(event);
}

describe('a picture of the whole page', () => {
  const posted: Blob[] = [];
  let page: Recorder;
  beforeEach(async () => {
    vi.useFakeTimers();
    posted.length = 0;
    vi.stubGlobal('fetch', async (_: string, init?: { body?: Blob }) => {
      if (init?.body) posted.push(init.body);
      return new Response('{}');
    });
    vi.stubGlobal('WebSocket', undefined);
    page = createRecorder(window, doorsOf('https://replay.example/lastseen.js', 'key'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(page.debug()).toContain('recording document');
    keyframe.mockClear();
  });
  afterEach(async () => {
    page.stop();
    await Promise.resolve();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is taken once at the first sign of a person after a silence in which the session may have ended', async () => {
    typed();
    await vi.advanceTimersByTimeAsync(14 * MINUTE);
    typed();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(keyframe).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(15 * MINUTE);
    typed();
    typed();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(keyframe).toHaveBeenCalledTimes(1);
  });
  it('is taken once, and soon, at the first sign of a person when the minute after signing out is over', async () => {
    page.signOut();
    await vi.advanceTimersByTimeAsync(MINUTE - 100);
    typed();
    page.signOut();
    await vi.advanceTimersByTimeAsync(99);
    typed();
    expect(keyframe).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    typed();
    await vi.advanceTimersByTimeAsync(200);
    expect(keyframe).toHaveBeenCalledTimes(1);
    typed();
    await vi.advanceTimersByTimeAsync(MINUTE);
    typed();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(keyframe).toHaveBeenCalledTimes(1);
  });
  it('has the session begin with that very input, though of one kind not every input is told', async () => {
    page.signOut();
    await vi.advanceTimersByTimeAsync(MINUTE - 100);
    typed();
    await vi.advanceTimersByTimeAsync(100);
    typed();
    await vi.advanceTimersByTimeAsync(500);
    typed();
    await vi.advanceTimersByTimeAsync(20_000);
    vi.useRealTimers();
    const all = (await Promise.all(posted.map((body) => body.text()))).join('');
    const times = (kind: string) => [...all.matchAll(new RegExp(`"t":(\\d+),"k":"${kind}"`, 'g'))].map(([, t]) => Number(t));
    const [signedOut] = times('signout');
    expect(times('input').map((t) => t - signedOut!)).toEqual([MINUTE - 100, MINUTE, MINUTE + 500]);
  });
});
