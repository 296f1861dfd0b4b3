import { describe, expect, it } from 'vitest';
import type { Chunk } from '$lib/api/types';
import { missing, neededChunks, planWindows, slice } from '$lib/replay/chunks';

const chunk = (sequence: number, over: Partial<Chunk> = {}): Chunk => ({
  document: 'd',
  sequence,
  firstMs: sequence * 1000,
  lastMs: sequence * 1000 + 900,
  keyframe: sequence === 0,
  codec: 'gzip',
  offset: sequence * 100,
  length: 100,
  ...over
});

describe('planning what to fetch', () => {
  it('asks for neighbouring chunks in one request', () => {
    const windows = planWindows([chunk(1), chunk(0), chunk(2)]);
    expect(windows.map(({ from, to }) => [from, to])).toEqual([[0, 299]]);
  });

  it('begins another request where one would outgrow its size', () => {
    const windows = planWindows([chunk(0), chunk(1), chunk(2)], 200);
    expect(windows.map(({ from, to }) => [from, to])).toEqual([[0, 199], [200, 299]]);
  });

  it('takes a chunk larger than the size in a request of its own', () => {
    const windows = planWindows([chunk(0, { length: 5_000_000 }), chunk(1, { offset: 5_000_000 })]);
    expect(windows).toHaveLength(2);
  });

  it('does not fetch a far stretch between two wanted chunks', () => {
    expect(planWindows([chunk(0), chunk(1, { offset: 500_000 })])).toHaveLength(2);
  });
});

describe('a chunk out of its window', () => {
  it('is cut by the index', () => {
    const [window] = planWindows([chunk(3), chunk(4)]);
    const bytes = new Uint8Array(200).fill(7, 100);
    expect(slice(bytes, window!, chunk(4))).toEqual(new Uint8Array(100).fill(7));
  });

  it('is refused where bytes are missing', () => {
    const [window] = planWindows([chunk(3), chunk(4)]);
    expect(() => slice(new Uint8Array(150), window!, chunk(4))).toThrow(/shorter/);
  });
});

describe('what an instant needs', () => {
  const chunks = [chunk(0), chunk(1), chunk(2), chunk(3, { keyframe: true }), chunk(4), chunk(5)];

  it('is everything from the start where no later keyframe lies before it', () => {
    expect(neededChunks(chunks, 2500, 0).map((c) => c.sequence)).toEqual([0, 1, 2]);
  });

  it('begins just before the last keyframe that lies wholly before it', () => {
    expect(neededChunks(chunks, 4500, 0).map((c) => c.sequence)).toEqual([2, 3, 4]);
  });

  it('does not trust a keyframe that may lie after it', () => {
    expect(neededChunks(chunks, 3100, 0).map((c) => c.sequence)).toEqual([0, 1, 2, 3]);
  });

  it('reaches ahead', () => {
    expect(neededChunks(chunks, 0, 2000).map((c) => c.sequence)).toEqual([0, 1, 2]);
  });

  it('is the first chunk before anything happened', () => {
    expect(neededChunks([chunk(0, { firstMs: 500 })], 0, 0)).toHaveLength(1);
  });
});

describe('missing chunks', () => {
  it('are gaps between those that are there', () => {
    expect(missing([chunk(0), chunk(3)])).toEqual([{ fromMs: 900, toMs: 3000 }]);
  });

  it('may be the first ones', () => {
    expect(missing([chunk(2)])).toEqual([{ fromMs: 0, toMs: 2000 }]);
  });
});
