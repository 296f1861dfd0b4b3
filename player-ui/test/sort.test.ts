import { describe, expect, it } from 'vitest';
import { readSteps } from '$lib/metrics/flow';
import { readSort } from '$lib/metrics/sort';

describe('how a page shows what it has', () => {
  it.each(['sessions', '-bounce', 'key', '-key'])('is sorted by a column of its own: %s', (sort) => {
    expect(readSort(sort, ['sessions', 'bounce'], '-sessions')).toBe(sort);
  });

  it.each([null, '', '-', '--bounce', 'engagedMedianMs', 'toString'])('is sorted as always by what is none: %s', (sort) => {
    expect(readSort(sort, ['sessions', 'bounce'], '-sessions')).toBe('-sessions');
  });

  it('follows paths as far as the address says, or three steps', () => {
    expect(['1', '6', '7', '0', 'x', null].map(readSteps)).toEqual([1, 6, 3, 3, 3, 3]);
  });
});
