import type { LiveState } from '$lib/api/types';
import { allLiveStates } from './words';

/** Whom of those who are there one looks at. */
export interface Narrowed {
  state: LiveState | null;
  path: string | null;
}

/** Reads a query; what it does not understand counts as not given. */
export function readNarrowed(query: URLSearchParams): Narrowed {
  const state = query.get('live');
  return { state: allLiveStates.find((known) => known === state) ?? null, path: query.get('path') || null };
}

/** The query with these in place of what it said; the rest of it stays. */
export function writeNarrowed(query: URLSearchParams, { state, path }: Narrowed): string {
  const next = new URLSearchParams(query);
  next.delete('live');
  next.delete('path');
  if (state) next.set('live', state);
  if (path) next.set('path', path);
  return next.size === 0 ? '' : `?${next}`;
}
