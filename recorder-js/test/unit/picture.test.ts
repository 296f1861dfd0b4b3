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
  let page: Recorder;
  beforeEach(async () => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', async () => new Response('{}'));
    vi.stubGlobal('WebSocket', undefined);
    page = createRecorder(window, doorsOf('https://replay.example/lastseen.js', 'key'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(page.debug()).toContain('recording document');
    keyframe.mockClear();
  });
  afterEach(async () => {
    page.stop();
    await vi.advanceTimersByTimeAsync(1);
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
  it('is taken after somebody signed out, for who comes next', async () => {
    page.signOut();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(keyframe).toHaveBeenCalledTimes(1);
  });
});
