import type { Manifest, Timeline } from '$lib/api/types';
import { place, segmentAt, segments, type Placed, type Segment } from './segments';
import { stillStretches, type Stretch } from './stillness';

/** Less of a still stretch is left than a jump would save. */
const notWorthMs = 200;

/** An instant of one document, ms since its origin. */
export interface Place {
  document: string;
  ms: number;
}

/** How far a session has been recorded or lasted, ms since its start; at least 1. */
export function knownLength(manifest: Manifest): number {
  const start = Date.parse(manifest.startedAt);
  const recorded = Math.max(0, ...place(manifest.documents, start).map(({ toMs }) => toMs));
  return Math.max(recorded, manifest.endedAt ? Date.parse(manifest.endedAt) - start : 0, 1);
}

/** What the session's clock runs through: which document is on screen when, and when nothing happens. All positions in ms since its start. */
export class Course {
  readonly #documents: Placed[];
  readonly #segments: Segment[];
  readonly #still: Stretch[];

  /** @param timeline lanes per tab; without it only the order of documents counts */
  constructor(manifest: Manifest, timeline: Timeline | undefined, endMs: number) {
    const start = Date.parse(manifest.startedAt);
    this.#documents = place(manifest.documents, start);
    this.#segments = segments(manifest, timeline, endMs);
    this.#still = stillStretches(timeline, this.#documents, manifest.chunks, start, endMs);
  }

  /** What is on screen at a position; null where nothing was recorded. */
  at(position: number): Place | null {
    const segment = segmentAt(this.#segments, position);
    return segment ? this.#in(segment.document, position) : null;
  }

  /** Where the screen goes on to, and in how many ms. */
  after(position: number): (Place & { inMs: number }) | null {
    const segment = segmentAt(this.#segments, position);
    const next = segment && this.#segments[this.#segments.indexOf(segment) + 1];
    return next ? { ...this.#in(next.document, next.fromMs), inMs: next.fromMs - position } : null;
  }

  /** The still stretch that a position lies in; null too near its end to be worth a jump. */
  stillAt(position: number): Stretch | null {
    return this.#still.find(({ fromMs, toMs }) => position >= fromMs && position < toMs - notWorthMs) ?? null;
  }

  #in(document: string, position: number): Place {
    const placed = this.#documents.find(({ id }) => id === document);
    return { document, ms: Math.max(0, position - (placed?.originMs ?? 0)) };
  }
}
