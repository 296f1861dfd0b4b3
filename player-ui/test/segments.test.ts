import { describe, expect, it } from 'vitest';
import type { LaneState, Manifest, Timeline } from '$lib/api/types';
import { segmentAt, segments } from '$lib/replay/segments';

const start = Date.parse('2026-01-01T10:00:00.000Z');
const iso = (ms: number) => new Date(start + ms).toISOString();

function manifest(...documents: [id: string, tab: string, from: number, to: number][]): Manifest {
  return {
    session: 's',
    revision: '1',
    open: false,
    startedAt: iso(0),
    endedAt: null,
    bytes: 0,
    dataUrl: '',
    chunks: [],
    documents: documents.map(([id, tab, from, to]) => ({ id, tab, startedAt: iso(from), firstMs: 0, lastMs: to - from }))
  };
}

function timeline(lanes: Record<string, [LaneState, number, number][]>): Timeline {
  const tabs = Object.entries(lanes).map(([tab, given]) => ({
    tab,
    lanes: given.map(([state, from, to]) => ({ state, from: iso(from), to: iso(to) }))
  }));
  return { startedAt: iso(0), endedAt: null, tabs, marks: [], end: null };
}

const plain = (all: ReturnType<typeof segments>) => all.map(({ document, fromMs, toMs }) => [document, fromMs, toMs]);

describe('which document is on screen', () => {
  it('is each after the other in one tab', () => {
    const all = segments(manifest(['a', 't', 0, 50], ['b', 't', 60, 100]), timeline({ t: [['engaged', 0, 100]] }), 100);
    expect(plain(all)).toEqual([['a', 0, 60], ['b', 60, 100]]);
  });

  it('is that of the visible tab', () => {
    const all = segments(
      manifest(['a', 't', 0, 100], ['b', 'u', 20, 100]),
      timeline({ t: [['engaged', 0, 20], ['hidden', 20, 60], ['engaged', 60, 100]], u: [['engaged', 20, 60], ['hidden', 60, 100]] }),
      100
    );
    expect(plain(all)).toEqual([['a', 0, 20], ['b', 20, 60], ['a', 60, 100]]);
  });

  it('is that of the engaged one of two visible windows', () => {
    const all = segments(
      manifest(['a', 't', 0, 100], ['b', 'u', 10, 100]),
      timeline({ t: [['quiet', 0, 100]], u: [['engaged', 10, 50], ['away', 50, 100]] }),
      100
    );
    expect(plain(all)).toEqual([['a', 0, 10], ['b', 10, 50], ['a', 50, 100]]);
  });

  it('stays while no tab is to be seen', () => {
    const all = segments(
      manifest(['a', 't', 0, 100], ['b', 'u', 30, 100]),
      timeline({ t: [['engaged', 0, 20], ['hidden', 20, 100]], u: [['hidden', 30, 100]] }),
      100
    );
    expect(plain(all)).toEqual([['a', 0, 100]]);
  });

  it('is the latest without lanes', () => {
    expect(plain(segments(manifest(['a', 't', 5, 50], ['b', 'u', 60, 100]), undefined, 100))).toEqual([
      ['a', 0, 60],
      ['b', 60, 100]
    ]);
  });

  it('is none of a session without recording', () => {
    expect(segments(manifest(), timeline({}), 100)).toEqual([]);
  });

  it('is found for every instant', () => {
    const all = segments(manifest(['a', 't', 0, 50], ['b', 't', 60, 100]), undefined, 100);
    expect([-5, 59, 60, 500].map((ms) => segmentAt(all, ms)?.document)).toEqual(['a', 'a', 'b', 'b']);
  });
});
