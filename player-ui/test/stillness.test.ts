import { describe, expect, it } from 'vitest';
import type { Chunk, Timeline } from '$lib/api/types';
import { stillStretches } from '$lib/replay/stillness';

const start = Date.parse('2026-01-01T10:00:00.000Z');
const iso = (ms: number) => new Date(start + ms).toISOString();
const documents = [{ id: 'd', tab: 't', originMs: 0, fromMs: 0, toMs: 100_000 }];
const chunk = (firstMs: number, lastMs: number) => ({ document: 'd', firstMs, lastMs }) as Chunk;

function engaged(...spans: [number, number][]): Timeline {
  const lanes = spans.map(([from, to]) => ({ state: 'engaged' as const, from: iso(from), to: iso(to) }));
  return { startedAt: iso(0), endedAt: null, tabs: [{ tab: 't', lanes }], marks: [], end: null };
}

describe('skipping inactivity', () => {
  it('jumps over stretches in which no page did anything, but for a second on both sides', () => {
    expect(stillStretches(undefined, documents, [chunk(0, 10_000), chunk(30_000, 40_000)], start, 40_000)).toEqual([
      { fromMs: 11_000, toMs: 29_000 }
    ]);
  });

  it('jumps over stretches in which nobody was engaged, however much moved', () => {
    const stretches = stillStretches(engaged([0, 10_000], [50_000, 60_000]), documents, [chunk(0, 60_000)], start, 60_000);
    expect(stretches).toEqual([{ fromMs: 11_000, toMs: 49_000 }]);
  });

  it('keeps short waits', () => {
    expect(stillStretches(undefined, documents, [chunk(0, 10_000), chunk(13_000, 20_000)], start, 20_000)).toEqual([]);
  });

  it('skips to the very end where nothing follows', () => {
    expect(stillStretches(engaged([0, 10_000]), documents, [chunk(0, 10_000)], start, 90_000)).toEqual([
      { fromMs: 11_000, toMs: 90_000 }
    ]);
  });
});
