import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const noted = vi.hoisted(() => vi.fn());
vi.mock('../../src/recording', () => ({ startRecording: () => ({ document: 'd', note: noted, pause() {}, stop() {}, describe: () => '' }) }));

import { doorsOf } from '../../src/doors';
import { createRecorder, type Recorder } from '../../src/recorder';

const names = () => noted.mock.calls.map(([, fields]) => (fields as { name: string }).name);

describe('a call', () => {
  const warned = vi.fn();
  let page: Recorder;
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockImplementation(warned);
    page = createRecorder(window, doorsOf('https://replay.example/lastseen.js', 'key'));
  });
  afterEach(() => void vi.resetAllMocks());

  it.each([undefined, null, {}, [], '', ' ', Number.NaN, Number.POSITIVE_INFINITY, true])('of identify() with %s records nothing and says what to give', (id) => {
    page.identify(id as string);
    expect(names()).toEqual([]);
    expect(warned.mock.calls).toEqual([[expect.stringContaining('give it the id as a string')]]);
  });
  it.each([undefined, null, {}, '', 7])('of track() with %s records nothing and says what to give', (name) => {
    page.track(name as string);
    expect(names()).toEqual([]);
    expect(warned.mock.calls).toEqual([[expect.stringContaining('give it the name as a string')]]);
  });
  it('that is wrong says so once, whatever other call was wrong before', () => {
    page.identify('');
    page.track('');
    page.identify('');
    page.track('');
    expect(warned.mock.calls).toEqual([[expect.stringContaining('identify()')], [expect.stringContaining('track()')]]);
  });
  it('with a name or a number is recorded as text', () => {
    page.identify('ada');
    page.identify(0);
    page.track('purchase');
    expect(names()).toEqual(['ada', '0', 'purchase']);
    expect(warned).not.toHaveBeenCalled();
  });
});
