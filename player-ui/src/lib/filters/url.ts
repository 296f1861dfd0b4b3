import type { EndReason } from '$lib/api/types';
import { reasonNames } from '$lib/ends/words';
import { readPeriod, type Period } from './period';
import { allTraits, readTraits, type Traits } from './traits';
import { readWithin, writeWithin, type Within } from './within';

/** What one looks at: kept in the URL and carried from page to page. */
export interface Filters {
  site: string | null;
  range: Range;
  /** In place of the range: what a point of a curve covers. */
  period: Period | null;
  state: StateFilter | null;
  reason: EndReason | null;
  confidence: Confidence | null;
  traits: Traits;
  /** Only lists of sessions have it: those that a number of a funnel counts, or a loss. */
  within: Within | null;
}

/** Where a session stands; a provisional end is one that a return would undo. */
export const states = {
  open: 'Open now',
  ended: 'Ended',
  provisional: 'Ended, may reopen',
  final: 'Ended for good'
} as const;

export type StateFilter = keyof typeof states;

/** How sure an end is, in the steps in which verdicts are: both bounds included, 0 to 1. */
export const confidences = {
  certain: { name: 'Certain, 95 % or more', min: 0.95, max: null },
  likely: { name: 'Likely, 80 to 95 %', min: 0.8, max: 0.9499 },
  unsure: { name: 'Unsure, under 80 %', min: null, max: 0.7999 }
} as const;

export type Confidence = keyof typeof confidences;

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
  const confidence = query.get('confidence');
  return {
    site: query.get('site') || null,
    range: range && Object.hasOwn(ranges, range) ? (range as Range) : standard,
    period: readPeriod(query),
    state: state && Object.hasOwn(states, state) ? (state as StateFilter) : null,
    reason: reason && Object.hasOwn(reasonNames, reason) ? (reason as EndReason) : null,
    confidence: confidence && Object.hasOwn(confidences, confidence) ? (confidence as Confidence) : null,
    traits: readTraits(query),
    within: readWithin(query.get('within'))
  };
}

/** The query for these filters, "" or "?...": defaults are left out, so that addresses stay short. */
export function writeFilters(filters: Partial<Filters>): string {
  const query = new URLSearchParams();
  if (filters.site) query.set('site', filters.site);
  if (filters.range && filters.range !== standard) query.set('range', filters.range);
  if (filters.period) {
    query.set('from', filters.period.from);
    query.set('to', filters.period.to);
  }
  if (filters.state) query.set('state', filters.state);
  if (filters.reason) query.set('reason', filters.reason);
  if (filters.confidence) query.set('confidence', filters.confidence);
  for (const trait of allTraits) filters.traits?.[trait]?.forEach((value) => query.append(trait, value));
  if (filters.within) query.set('within', writeWithin(filters.within));
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** What these filters ask of a session's state and end, by the API's parameter names. */
export function endQuery({ state, reason, confidence }: Pick<Filters, 'state' | 'reason' | 'confidence'>) {
  const bounds = confidence ? confidences[confidence] : null;
  return {
    state: state === 'open' || state === 'ended' ? state : null,
    provisional: state === 'provisional' ? 'true' : state === 'final' ? 'false' : null,
    reason,
    confidenceMin: bounds?.min ?? null,
    confidenceMax: bounds?.max ?? null
  };
}

/** Whether sessions are left out for their state, their end, or what they did in a funnel. */
export function endsNarrowed({ state, reason, confidence, within }: Pick<Filters, 'state' | 'reason' | 'confidence' | 'within'>): boolean {
  return state !== null || reason !== null || confidence !== null || within !== null;
}

/** The same filters without those. */
export const anyEnd = { state: null, reason: null, confidence: null, within: null } as const;

/** What these filters ask of a session's start, by the API's parameter names; null: no bound. */
export function startQuery({ range, period }: Pick<Filters, 'range' | 'period'>, now: number): { from: string | null; to: string | null } {
  return period ?? { from: rangeStart(range, now), to: null };
}

/** Whether nothing is left out for its time. */
export function isAllTime({ range, period }: Pick<Filters, 'range' | 'period'>): boolean {
  return range === 'all' && period === null;
}

/**
 * The instant a range begins, ISO 8601, null for all time. Rounded down to the minute, so that polling asks the same
 * question for a minute.
 */
export function rangeStart(range: Range, now: number): string | null {
  const ms = ranges[range].ms;
  return ms === null ? null : new Date(Math.floor((now - ms) / 60_000) * 60_000).toISOString();
}
