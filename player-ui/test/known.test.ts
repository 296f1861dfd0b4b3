import { describe, expect, it } from 'vitest';
import type { Overview } from '$lib/api/metric-types';
import { knownAfter, marksWithin } from '$lib/metrics/known';

const row = (reason: Overview['endReasons'][number]['reason'], p50: number, p95: number, sessions = 3): Overview['endReasons'][number] => ({
  reason,
  sessions,
  share: 1,
  provisional: 0,
  reopened: 0,
  timeToKnowMs: { p50, p95 }
});

describe('how soon ends are known', () => {
  it('is told of each kind there is, the slowest first', () => {
    const known = knownAfter([row('closed', 5_000, 5_400), row('parked', 900_000, 1_200_000), row('left', 1, 2, 0)]);
    expect(known.map(({ reason, half, most }) => [reason, half, most])).toEqual([
      ['parked', 900_000, 1_200_000],
      ['closed', 5_000, 5_400]
    ]);
    expect(known[1]!.words).toBe('Closed the tab: half known after 5 s, 95 of 100 after 5 s');
  });

  it('is read by round times that hold the quickest and the slowest', () => {
    expect(marksWithin(knownAfter([row('closed', 5_000, 5_400), row('parked', 900_000, 1_200_000)]))).toEqual([1_000, 10_000, 60_000, 600_000, 3_600_000]);
  });

  it('has a scale also where all was known at once, or after weeks', () => {
    expect(marksWithin(knownAfter([row('closed', 0, 0)]))).toEqual([100, 1_000]);
    const month = 30 * 86_400_000;
    expect(marksWithin(knownAfter([row('closed', 5_000, month)])).at(-1)).toBe(month);
  });
});
