import type { Chunk, Timeline } from '$lib/api/types';
import type { Placed } from './segments';

/** A stretch of session time, ms since the session's start. */
export interface Stretch {
  fromMs: number;
  toMs: number;
}

/** Shorter waits are part of how a visit feels. */
const worthSkippingMs = 5_000;

/** What is left on both sides of a skipped stretch, so that one sees what led to it and what ended it. */
const marginMs = 1_000;

/**
 * The stretches that skipping inactivity jumps over: nobody engaged in any tab, or no page doing anything at all (no
 * chunk holds an event of that time).
 */
export function stillStretches(
  timeline: Timeline | undefined,
  documents: readonly Placed[],
  chunks: readonly Chunk[],
  sessionStart: number,
  endMs: number
): Stretch[] {
  const origin = new Map(documents.map((document) => [document.id, document.originMs]));
  const moving = chunks.map((chunk) => {
    const originMs = origin.get(chunk.document) ?? 0;
    return { fromMs: originMs + chunk.firstMs, toMs: originMs + chunk.lastMs };
  });
  const engaged = (timeline?.tabs ?? [])
    .flatMap((tab) => tab.lanes)
    .filter((lane) => lane.state === 'engaged')
    .map((lane) => ({ fromMs: Date.parse(lane.from) - sessionStart, toMs: Date.parse(lane.to) - sessionStart }));
  const still = [...between(moving, endMs), ...(engaged.length > 0 ? between(engaged, endMs) : [])];
  return union(still)
    .map(({ fromMs, toMs }) => ({ fromMs: fromMs + marginMs, toMs: toMs - (toMs < endMs ? marginMs : 0) }))
    .filter(({ fromMs, toMs }) => toMs - fromMs >= worthSkippingMs - marginMs);
}

function between(busy: readonly Stretch[], endMs: number): Stretch[] {
  const free: Stretch[] = [];
  let at = 0;
  for (const { fromMs, toMs } of union(busy)) {
    if (fromMs > at) free.push({ fromMs: at, toMs: fromMs });
    at = Math.max(at, toMs);
  }
  if (endMs > at) free.push({ fromMs: at, toMs: endMs });
  return free.filter((stretch) => stretch.toMs - stretch.fromMs >= worthSkippingMs);
}

function union(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const { fromMs, toMs } of [...stretches].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = result.at(-1);
    if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else result.push({ fromMs, toMs });
  }
  return result;
}
