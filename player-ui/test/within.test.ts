import { describe, expect, it } from 'vitest';
import { lossWords, readWithin, writeWithin, type Within } from '$lib/filters/within';

describe('which sessions of a funnel a list holds', () => {
  it.each<[string, Within]>([
    ['funnel.demo.0', { of: 'funnel', funnel: 'demo', step: 0, stopped: false }],
    ['funnel.nO3v-tq_8.12.stopped', { of: 'funnel', funnel: 'nO3v-tq_8', step: 12, stopped: true }],
    ['losses', { of: 'losses', step: null, orLater: false }],
    ['losses.-1', { of: 'losses', step: -1, orLater: false }],
    ['losses.2.later', { of: 'losses', step: 2, orLater: true }]
  ])('is "%s" in the address', (text, within) => {
    expect(writeWithin(within)).toBe(text);
    expect(readWithin(text)).toEqual(within);
  });

  it.each([null, '', 'funnel', 'funnel.demo', 'funnel.demo.-1', 'funnel.a/b.1', 'losses.-2', 'losses.later', 'losses.1.stopped'])(
    'is not "%s"',
    (text) => expect(readWithin(text)).toBeNull()
  );

  it('is said in words without the names of steps', () => {
    expect(lossWords({ of: 'losses', step: 1, orLater: true })).toBe('after step 2 or later');
    expect(lossWords({ of: 'losses', step: -1, orLater: false })).toBe('before the first step');
    expect(lossWords({ of: 'losses', step: -1, orLater: true })).toBe('at any step');
    expect(lossWords({ of: 'losses', step: null, orLater: false })).toBe('at any step');
  });
});
