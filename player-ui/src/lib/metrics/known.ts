import type { Overview } from '$lib/api/metric-types';
import { reasonNames } from '$lib/ends/words';
import { duration } from '$lib/format/duration';

/** Below that nothing is told apart, and a logarithm wants more than nothing. */
const shortestMs = 100;

/** Round times to read a scale by: from a tenth of a second to a week, each some times the one before. */
const scale = [100, 1_000, 10_000, 60_000, 600_000, 3_600_000, 6 * 3_600_000, 86_400_000, 7 * 86_400_000];

export interface Known {
  reason: Overview['endReasons'][number]['reason'];
  /** By when half of the ends were known, ms after them. */
  half: number;
  /** By when 95 of 100 were. */
  most: number;
  words: string;
}

/** How soon ends of each kind were known, those that it takes longest first. */
export function knownAfter(reasons: Overview['endReasons']): Known[] {
  return reasons
    .filter(({ sessions }) => sessions > 0)
    .map(({ reason, timeToKnowMs: { p50, p95 } }) => ({
      reason,
      half: Math.max(shortestMs, p50),
      most: Math.max(shortestMs, p95),
      words: `${reasonNames[reason] ?? reason}: half known after ${duration(p50)}, 95 of 100 after ${duration(p95)}`
    }))
    .sort((a, b) => b.half - a.half || b.most - a.most);
}

/** The marks of a scale that holds all of them, from the last one below to the first one above. */
export function marksWithin(all: readonly Known[]): number[] {
  const least = Math.min(...all.map(({ half }) => half));
  const most = Math.max(...all.map(({ most }) => most));
  const first = scale.findLastIndex((mark) => mark <= least);
  const last = scale.findIndex((mark) => mark >= most);
  const marks = scale.slice(Math.max(0, first), last < 0 ? undefined : last + 1);
  return last < 0 ? [...marks, most] : marks.length > 1 ? marks : [marks[0]!, marks[0]! * 10];
}
