import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { doorsOf } from '../../src/doors';
import { tabLock } from '../../src/identity/tabLock';
import { createRecorder } from '../../src/recorder';

/** The engine needs a browser's DOM. */
vi.mock('../../src/capture/rrweb', () => ({ rrwebCapture: () => ({ start() {}, stop() {}, keyframe() {}, sheet() {} }) }));

/** The browser's own rule: one holder a name, until its promise settles. */
function lockManager() {
  const held = new Set<string>();
  const request = async (name: string, _: unknown, run: (lock: object | null) => Promise<void> | undefined) => {
    await Promise.resolve();
    if (held.has(name)) return run(null);
    held.add(name);
    await run({});
    held.delete(name);
  };
  return { held, locks: { request } as unknown as LockManager };
}

describe('a tab', () => {
  it('is not locked for good by who let go before the lock was granted', async () => {
    const { held, locks } = lockManager();
    const first = tabLock(locks);
    const asked = first.acquire('tab');
    first.release();
    await asked;
    expect(await tabLock(locks).acquire('tab')).toBe(true);
    expect([...held]).toEqual(['lastseen-tab']);
  });
});

describe('a page', () => {
  beforeEach(() => void vi.stubGlobal('fetch', () => new Promise(() => {})));
  afterEach(() => void vi.unstubAllGlobals());
  const recorder = () => createRecorder(window, doorsOf('https://replay.example/lastseen.js', 'key'));

  it('that is stopped and started in one task is recorded as if it had been started once', async () => {
    const page = recorder();
    const before = page.replayUrl();
    expect(before).toContain('https://replay.example/sessions/');
    page.stop();
    expect(page.replayUrl()).toBeNull();
    page.start();
    page.stop();
    page.start();
    await Promise.resolve();
    expect(page.replayUrl()).toBe(before);
    page.stop();
  });
  it('that is started again later is another document', async () => {
    const page = recorder();
    const before = page.replayUrl();
    page.stop();
    await new Promise((done) => setTimeout(done));
    expect(page.debug()).toContain('stop() was called');
    page.start();
    expect(page.replayUrl()).not.toBe(before);
    page.stop();
  });
});
