import { type Chunk, weight } from './chunk';

/** Chunks in the order they were sealed, within a bound of memory. */
export interface Queue {
  push(chunk: Chunk): void;
  remove(chunk: Chunk): void;
  all(): readonly Chunk[];
  clear(): void;
  bytes(): number;
}

export const MOST_BYTES = 20 * 2 ** 20;

/**
 * Over the bound the oldest increments go first, then keyframes; signals alone are small and stay longest.
 * @param lost told when an event chunk was given up, so that a new keyframe can heal the recording
 * @param removed told of each that need not be kept any more
 */
export function boundedQueue(lost: (chunk: Chunk) => void, removed: (chunk: Chunk) => void = () => {}, most = MOST_BYTES): Queue {
  let chunks: Chunk[] = [];
  const bytes = () => chunks.reduce((sum, chunk) => sum + weight(chunk), 0);

  function victim(): Chunk | undefined {
    const idle = chunks.slice(0, -1).filter((chunk) => chunk.sending === 'no' && !chunk.recovered);
    return idle.find((c) => c.kind === 'events' && !c.keyframe) ?? idle.find((c) => c.kind === 'events') ?? idle[0];
  }
  function remove(chunk: Chunk) {
    chunk.done = true;
    chunk.text = null;
    chunks = chunks.filter((other) => other !== chunk);
    removed(chunk);
  }
  return {
    push(chunk) {
      chunks.push(chunk);
      let over = bytes() - most;
      let gaveUp: Chunk | undefined;
      while (over > 0) {
        const oldest = victim();
        if (!oldest) break;
        over -= weight(oldest);
        if (oldest.kind === 'events') gaveUp ??= oldest;
        remove(oldest);
      }
      if (gaveUp) lost(gaveUp);
    },
    remove,
    all: () => chunks,
    clear() {
      chunks.forEach((chunk) => (chunk.done = true));
      chunks = [];
    },
    bytes,
  };
}
