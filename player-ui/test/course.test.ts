import { describe, expect, it } from 'vitest';
import type { Chunk, Manifest } from '$lib/api/types';
import { Course, knownLength } from '$lib/replay/course';

const start = Date.parse('2026-01-01T10:00:00.000Z');
const iso = (ms: number) => new Date(start + ms).toISOString();

/** Documents one after the other in one tab, each moving all the while. */
function manifest(endedMs: number | null, ...documents: [id: string, from: number, to: number][]): Manifest {
  return {
    session: 's',
    revision: '1',
    open: endedMs === null,
    startedAt: iso(0),
    endedAt: endedMs === null ? null : iso(endedMs),
    bytes: 0,
    dataUrl: '',
    chunks: documents.map(([document, from, to]) => ({ document, firstMs: 0, lastMs: to - from }) as Chunk),
    documents: documents.map(([id, from, to]) => ({ id, tab: 't', startedAt: iso(from), firstMs: 0, lastMs: to - from }))
  };
}

describe('a session’s course', () => {
  const course = new Course(manifest(60_000, ['a', 0, 10_000], ['b', 30_000, 60_000]), undefined, 60_000);

  it('tells the document on screen and its own time', () => {
    expect(course.at(4_000)).toEqual({ document: 'a', ms: 4_000 });
    expect(course.at(42_000)).toEqual({ document: 'b', ms: 12_000 });
  });

  it('stays with the last document beyond the end', () => {
    expect(course.at(99_000)).toEqual({ document: 'b', ms: 69_000 });
  });

  it('tells what comes next, and how soon', () => {
    expect(course.after(4_000)).toEqual({ document: 'b', ms: 0, inMs: 26_000 });
    expect(course.after(42_000)).toBeNull();
  });

  it('tells the stretch that is worth a jump, and none right before its end', () => {
    expect(course.stillAt(15_000)).toEqual({ fromMs: 11_000, toMs: 29_000 });
    expect(course.stillAt(28_900)).toBeNull();
    expect(course.stillAt(42_000)).toBeNull();
  });

  it('has nothing to show where nothing was recorded', () => {
    const empty = new Course(manifest(5_000), undefined, 5_000);
    expect([empty.at(1_000), empty.after(1_000)]).toEqual([null, null]);
  });
});

describe('how long a session is known to be', () => {
  it('is up to its end or its last event, whichever is later', () => {
    expect(knownLength(manifest(60_000, ['a', 0, 10_000]))).toBe(60_000);
    expect(knownLength(manifest(5_000, ['a', 0, 10_000]))).toBe(10_000);
    expect(knownLength(manifest(null, ['a', 2_000, 10_000]))).toBe(10_000);
  });

  it('is never nothing', () => expect(knownLength(manifest(null))).toBe(1));
});
