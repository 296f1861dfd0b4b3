import type { LaneState, Manifest, RecordedDocument, Timeline } from '$lib/api/types';

/** Which document is on screen from when to when, ms since the session's start. */
export interface Segment {
  fromMs: number;
  toMs: number;
  document: string;
}

/** A document on the session's clock. */
export interface Placed {
  id: string;
  tab: string;
  /** Session time of the document's origin; event time + this = session time. */
  originMs: number;
  fromMs: number;
  toMs: number;
}

const weight: Record<LaneState, number> = { engaged: 2, quiet: 1, hidden: 0, away: 0 };

export function place(documents: readonly RecordedDocument[], sessionStart: number): Placed[] {
  return documents
    .map((document) => {
      const originMs = Date.parse(document.startedAt) - sessionStart;
      const { id, tab } = document;
      return { id, tab, originMs, fromMs: originMs + document.firstMs, toMs: originMs + document.lastMs };
    })
    .sort((a, b) => a.fromMs - b.fromMs || a.id.localeCompare(b.id));
}

/**
 * Which document to show when: that of the tab the visitor had before their eyes. An engaged tab goes before a quiet
 * one, both before hidden ones; between equals the one that became so last; while none is to be seen, the last one
 * stays. Within a tab the document whose recording began last.
 *
 * @param timeline lanes per tab; without it only the order of documents counts
 */
export function segments(manifest: Manifest, timeline: Timeline | undefined, endMs: number): Segment[] {
  const start = Date.parse(manifest.startedAt);
  const documents = place(manifest.documents, start);
  const lanes = (timeline?.tabs ?? []).flatMap(({ tab, lanes }) =>
    lanes.map((lane) => ({
      tab,
      weight: weight[lane.state] ?? 0,
      from: Date.parse(lane.from) - start,
      to: Date.parse(lane.to) - start
    }))
  );
  const instants = new Set([0, ...documents.map((d) => d.fromMs), ...lanes.flatMap((lane) => [lane.from, lane.to])]);
  const result: Segment[] = [];
  let shown: Placed | undefined;
  for (const at of [...instants].filter((ms) => ms >= 0 && ms < Math.max(endMs, 1)).sort((a, b) => a - b)) {
    shown = choose(at, documents, lanes, shown) ?? documents[0];
    if (!shown) return [];
    const last = result.at(-1);
    if (last) last.toMs = at;
    if (last?.document !== shown.id) result.push({ fromMs: at, toMs: endMs, document: shown.id });
  }
  const last = result.at(-1);
  if (last) last.toMs = Math.max(endMs, last.fromMs);
  return result;
}

function choose(
  at: number,
  documents: readonly Placed[],
  lanes: readonly { tab: string; weight: number; from: number; to: number }[],
  shown: Placed | undefined
): Placed | undefined {
  const begun = documents.filter((document) => document.fromMs <= at);
  let best: { tab: string; weight: number; from: number } | undefined;
  for (const lane of lanes) {
    if (lane.weight === 0 || lane.from > at || lane.to <= at) continue;
    if (!begun.some((document) => document.tab === lane.tab)) continue;
    if (!best || lane.weight > best.weight || (lane.weight === best.weight && lane.from > best.from)) best = lane;
  }
  if (best) return begun.filter((document) => document.tab === best.tab).at(-1);
  if (lanes.some((lane) => lane.from <= at && lane.to > at) && shown) {
    return begun.filter((document) => document.tab === shown.tab).at(-1);
  }
  return begun.at(-1);
}

/** The segment at an instant; before the first the first, after the last the last. */
export function segmentAt(all: readonly Segment[], ms: number): Segment | undefined {
  return all.find((segment) => ms < segment.toMs) ?? all.at(-1);
}
