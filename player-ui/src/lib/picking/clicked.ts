import type { ElementDescriptor, Timeline } from '$lib/api/types';
import { written } from './found';

/** An element that was clicked in a page, and when first, ms since the session's start. */
export interface Clicked {
  ms: number;
  described: ElementDescriptor;
}

/** Each element that was clicked in a document once, in the order of the first clicks. */
export function clickedIn(timeline: Timeline | undefined, document: string | null, start: number): Clicked[] {
  const all = new Map<string, Clicked>();
  for (const { kind, element, document: of, at } of timeline?.marks ?? []) {
    if (kind !== 'click' || !element || of !== document) continue;
    const key = written(element);
    if (!all.has(key)) all.set(key, { ms: Math.max(0, Date.parse(at) - start), described: element });
  }
  return [...all.values()];
}
