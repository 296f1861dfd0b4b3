import type { EndReason } from '$lib/api/types';
import { reasonNames } from '$lib/ends/words';
import { allTraits, readTraits, type Traits } from './traits';

/** What one looks at: kept in the URL and carried from page to page. */
export interface Filters {
  site: string | null;
  range: Range;
  state: 'open' | 'ended' | null;
  reason: EndReason | null;
  traits: Traits;
}

export const ranges = {
  '1h': { name: 'Last hour', ms: 3_600_000 },
  '24h': { name: 'Last 24 hours', ms: 86_400_000 },
  '7d': { name: 'Last 7 days', ms: 7 * 86_400_000 },
  '30d': { name: 'Last 30 days', ms: 30 * 86_400_000 },
  all: { name: 'All time', ms: null }
} as const;

export type Range = keyof typeof ranges;

const standard: Range = '7d';

/** Reads a query; what it does not understand counts as not given. */
export function readFilters(query: URLSearchParams): Filters {
  const range = query.get('range');
  const state = query.get('state');
  const reason = query.get('reason');
  return {
    site: query.get('site') || null,
    range: range && Object.hasOwn(ranges, range) ? (range as Range) : standard,
    state: state === 'open' || state === 'ended' ? state : null,
    reason: reason && Object.hasOwn(reasonNames, reason) ? (reason as EndReason) : null,
    traits: readTraits(query)
  };
}

/** The query for these filters, "" or "?...": defaults are left out, so that addresses stay short. */
export function writeFilters(filters: Partial<Filters>): string {
  const query = new URLSearchParams();
  if (filters.site) query.set('site', filters.site);
  if (filters.range && filters.range !== standard) query.set('range', filters.range);
  if (filters.state) query.set('state', filters.state);
  if (filters.reason) query.set('reason', filters.reason);
  for (const trait of allTraits) filters.traits?.[trait]?.forEach((value) => query.append(trait, value));
  const text = query.toString();
  return text ? `?${text}` : '';
}

/**
 * The instant a range begins, ISO 8601, null for all time. Rounded down to the minute, so that polling asks the same
 * question for a minute.
 */
export function rangeStart(range: Range, now: number): string | null {
  const ms = ranges[range].ms;
  return ms === null ? null : new Date(Math.floor((now - ms) / 60_000) * 60_000).toISOString();
}
