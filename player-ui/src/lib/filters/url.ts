import type { Granularity } from '$lib/api/metric-types';
import type { EndReason } from '$lib/api/types';
import { reasonNames } from '$lib/ends/words';
import { spanOf, type Span } from './days';
import { readPeriod, type Period } from './period';
import { readRange, writeRange, type Range } from './ranges';
import { allTraits, readTraits, type Traits } from './traits';
import { readWithin, writeWithin, type Within } from './within';

/** What one looks at: kept in the URL and carried from page to page. */
export interface Filters {
  site: string | null;
  range: Range;
  /** In place of the range: what a point of a curve covers. */
  period: Period | null;
  /** How finely curves are drawn; null: as fits the range. */
  granularity: Granularity | null;
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

/** From the finest to the coarsest. */
export const granularities = ['hour', 'day', 'week', 'month'] as const satisfies readonly Granularity[];

const standard: Range = '7d';

/** Reads a query; what it does not understand counts as not given. */
export function readFilters(query: URLSearchParams): Filters {
  const granularity = query.get('granularity');
  const state = query.get('state');
  const reason = query.get('reason');
  const confidence = query.get('confidence');
  return {
    site: query.get('site') || null,
    range: readRange(query.get('range')) ?? standard,
    period: readPeriod(query),
    granularity: granularities.find((known) => known === granularity) ?? null,
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
  if (filters.range && filters.range !== standard) query.set('range', writeRange(filters.range));
  if (filters.period) {
    query.set('from', filters.period.from);
    query.set('to', filters.period.to);
  }
  if (filters.granularity) query.set('granularity', filters.granularity);
  if (filters.state) query.set('state', filters.state);
  if (filters.reason) query.set('reason', filters.reason);
  if (filters.confidence) query.set('confidence', filters.confidence);
  for (const trait of allTraits) filters.traits?.[trait]?.forEach((value) => query.append(trait, value));
  if (filters.within) query.set('within', writeWithin(filters.within));
  const text = query.toString();
  return text ? `?${text}` : '';
}

const ofFilters = new Set<string>(['site', 'range', 'from', 'to', 'granularity', 'state', 'reason', 'confidence', 'within', ...allTraits]);

/** A query with these filters in place of its own; what a page has chosen beside them stays. */
export function replaceFilters(query: URLSearchParams, filters: Filters): string {
  const next = new URLSearchParams(writeFilters(filters));
  for (const [name, value] of query) if (!ofFilters.has(name)) next.append(name, value);
  return next.size === 0 ? '' : `?${next}`;
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

/** What these filters ask of a session's start, by the API's parameter names. @param zone where days begin @param now Unix ms */
export function startQuery({ range, period }: Pick<Filters, 'range' | 'period'>, zone: string, now: number): Span {
  return period ?? spanOf(range, zone, now);
}

/** Whether nothing is left out for its time. */
export function isAllTime({ range, period }: Pick<Filters, 'range' | 'period'>): boolean {
  return range === 'all' && period === null;
}
