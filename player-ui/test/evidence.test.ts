import { describe, expect, it } from 'vitest';
import type { Lane, Verdict } from '$lib/api/types';
import { earlierEnds, onScreen, standing, stateTimes, timelineLength } from '$lib/session/evidence';

const start = Date.parse('2026-01-01T10:00:00.000Z');
const iso = (seconds: number) => new Date(start + seconds * 1000).toISOString();
const span = (state: Lane['state'], from: number, to: number): Lane => ({ state, from: iso(from), to: iso(to) });

describe('a tab', () => {
  const spans = [span('engaged', 0, 30), span('quiet', 30, 40), span('hidden', 40, 100), span('engaged', 100, 133.4), span('away', 133.4, 134)];

  it('was on a screen while it was engaged or quiet', () => {
    expect(onScreen(spans)).toEqual([
      { from: iso(0), to: iso(40) },
      { from: iso(100), to: iso(133.4) }
    ]);
  });

  it('is told by how long it was what, the liveliest first and nothing under a second', () => {
    expect(stateTimes(spans)).toBe('1 min 3 s engaged, 10 s quiet, 1 min hidden');
  });
});

describe('a verdict', () => {
  const verdict = (revision: number, state: Verdict['state']) =>
    ({ revision, state, reason: state === 'reopened' ? null : 'closed', at: state === 'reopened' ? null : iso(revision) }) as Verdict;

  it('was undone by a return, and the newest stands', () => {
    const verdicts = [verdict(3, 'final'), verdict(2, 'reopened'), verdict(1, 'provisional')];
    expect(verdicts.map((_, index) => standing(verdicts, index))).toEqual(['Final', 'Reopened', 'Undone by a return']);
  });

  it('was amended by late evidence', () => {
    const verdicts = [verdict(2, 'amended'), verdict(1, 'final')];
    expect(verdicts.map((_, index) => standing(verdicts, index))).toEqual(['Final, amended by late evidence', 'Amended since']);
  });

  it('was replaced by another before it was final', () => {
    const verdicts = [verdict(2, 'provisional'), verdict(1, 'provisional')];
    expect(standing(verdicts, 0)).toBe('Provisional: a return would reopen it');
    expect(standing(verdicts, 1)).toBe('Replaced by the next');
  });

  it('is an earlier end once another stands, or once the session runs again', () => {
    const once = [verdict(2, 'reopened'), verdict(1, 'provisional')];
    expect(earlierEnds(once, true).map(({ revision }) => revision)).toEqual([1]);
    expect(earlierEnds([verdict(3, 'provisional'), ...once], false).map(({ revision }) => revision)).toEqual([1]);
    expect(earlierEnds([verdict(1, 'final')], false)).toEqual([]);
  });
});

describe('the timeline', () => {
  it('goes on to where the end was known, if that is near', () => {
    expect(timelineLength(60_000, 65_000)).toBeGreaterThan(65_000);
    expect(timelineLength(1_000_000, 1_150_000)).toBeGreaterThan(1_150_000);
  });

  it('does not shrink a visit to a sliver for an end that was known half an hour later', () => {
    expect(timelineLength(60_000, 1_860_000)).toBe(60_000);
  });

  it('is that of the recording while the session runs', () => {
    expect(timelineLength(60_000, null)).toBe(60_000);
    expect(timelineLength(0, null)).toBe(1);
  });
});
