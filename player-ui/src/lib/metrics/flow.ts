import type { Move } from '$lib/api/metric-types';
import { reasonNames } from '$lib/ends/words';
import type { Filters } from '$lib/filters/url';

/** A page at a step, or an end after one: what a flow is drawn between. */
export interface Stop {
  key: string;
  /** From 0. */
  column: number;
  path: string | null;
  ended: Move['ended'];
  words: string;
}

/** How many steps a path can be followed. */
export const pathLengths = [1, 2, 3, 4, 5, 6];
const standardLength = 3;

/** Of the address; what it does not understand counts as not given. */
export function readSteps(text: string | null): number {
  return pathLengths.find((steps) => String(steps) === text) ?? standardLength;
}

const pageAt = (column: number, path: string | null): Stop => ({
  key: `${column} ${path ?? ''}`,
  column,
  path,
  ended: null,
  words: path ?? 'Other pages'
});

export function endWord(ended: NonNullable<Move['ended']>): string {
  return ended === 'open' ? 'Still there' : (reasonNames[ended] ?? ended);
}

export const origin = (move: Move): Stop => pageAt(move.step, move.from);

export const target = (move: Move): Stop =>
  move.ended === null
    ? pageAt(move.step + 1, move.to)
    : { key: `${move.step + 1} end ${move.ended}`, column: move.step + 1, path: null, ended: move.ended, words: endWord(move.ended) };

/** What a list is narrowed to that holds the sessions of a move. */
export function movedBy({ step, from, to, ended }: Move, start: string | null): Partial<Filters> {
  const next = ended === null ? (to ?? 'other') : 'none';
  return { ...endedBy(ended), within: { of: 'flow', step, start, origin: from ?? 'other', next } };
}

/** The same of all that a stop counts: who came there, or began there. */
export function cameTo({ column, path, ended }: Stop, start: string | null): Partial<Filters> {
  const page = path ?? 'other';
  if (column === 0) return { within: { of: 'flow', step: 0, start, origin: page, next: 'any' } };
  return { ...endedBy(ended), within: { of: 'flow', step: column - 1, start, origin: 'any', next: ended === null ? page : 'none' } };
}

const endedBy = (ended: Move['ended']): Partial<Filters> =>
  ended === null ? {} : ended === 'open' ? { state: 'open' } : { reason: ended };

/** All that moves lead from and to, once each. */
export function stops(moves: readonly Move[]): Stop[] {
  const found = new Map<string, Stop>();
  for (const move of moves) for (const stop of [origin(move), target(move)]) found.set(stop.key, stop);
  return [...found.values()];
}

/** How many stand below each other at most. */
export function tallest(all: readonly Stop[]): number {
  const heights = new Map<number, number>();
  for (const { column } of all) heights.set(column, (heights.get(column) ?? 0) + 1);
  return Math.max(0, ...heights.values());
}
