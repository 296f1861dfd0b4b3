import type { Chunk } from '$lib/api/types';

/** Chunks that one ranged request brings: bytes `from` up to and including `to` of the recording's data. */
export interface Window {
  from: number;
  to: number;
  chunks: Chunk[];
}

const windowBytes = 1_048_576;

/** Fewer bytes between two wanted chunks than this are cheaper to fetch along than to ask twice. */
const bridgeBytes = 65_536;

/**
 * The requests that bring these chunks, each about 1 MB at most unless a single chunk is larger.
 * @param wanted in any order
 */
export function planWindows(wanted: readonly Chunk[], limit = windowBytes): Window[] {
  const windows: Window[] = [];
  for (const chunk of [...wanted].sort((a, b) => a.offset - b.offset)) {
    const end = chunk.offset + chunk.length - 1;
    const open = windows.at(-1);
    if (open && chunk.offset - open.to <= bridgeBytes && end - open.from < limit) {
      open.to = Math.max(open.to, end);
      open.chunks.push(chunk);
    } else {
      windows.push({ from: chunk.offset, to: end, chunks: [chunk] });
    }
  }
  return windows;
}

/** The bytes of one chunk out of a window's; throws where the window came shorter than promised. */
export function slice(bytes: Uint8Array, window: Window, chunk: Chunk): Uint8Array {
  const start = chunk.offset - window.from;
  if (start + chunk.length > bytes.length) throw new Error('The recording came shorter than its index says');
  return bytes.subarray(start, start + chunk.length);
}

/**
 * What a document needs to be shown at `ms` since its origin and played on for `ahead` ms: from the chunk before the
 * last keyframe that lies wholly before that instant.
 * @param chunks of one document by sequence
 */
export function neededChunks(chunks: readonly Chunk[], ms: number, ahead: number): Chunk[] {
  let first = 0;
  chunks.forEach((chunk, index) => {
    if (chunk.keyframe && chunk.lastMs <= ms) first = Math.max(0, index - 1);
  });
  return chunks.filter((chunk, index) => index >= first && (chunk.firstMs <= ms + ahead || index === 0));
}

/** A stretch of a document's recording that is not there, ms since its origin. */
export interface Gap {
  fromMs: number;
  toMs: number;
}

/** Where sequence numbers are missing between chunks that are there. */
export function missing(chunks: readonly Chunk[]): Gap[] {
  const gaps: Gap[] = [];
  chunks.forEach((chunk, index) => {
    const before = chunks[index - 1];
    const expected = before ? before.sequence + 1 : 0;
    if (chunk.sequence > expected) gaps.push({ fromMs: before?.lastMs ?? 0, toMs: chunk.firstMs });
  });
  return gaps;
}

/** What the recorder says that it had to give up, because more was waiting to be sent than a browser may keep. */
export function gapsTold(events: readonly { type: number; data: unknown }[]): Gap[] {
  return events.flatMap(({ type, data }) => {
    if (type !== 5) return [];
    const { tag, payload } = data as { tag?: unknown; payload?: { from?: unknown; to?: unknown } | null };
    const { from, to } = payload ?? {};
    return tag === 'lastseen.gap' && typeof from === 'number' && typeof to === 'number' ? [{ fromMs: from, toMs: to }] : [];
  });
}
