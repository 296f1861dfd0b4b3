import type { Trait } from '$lib/filters/traits';
import type { EndReason } from './types';

export interface Overview {
  site: string | null;
  from: string | null;
  to: string | null;
  sessions: number;
  open: number;
  visitors: number;
  views: number;
  bounce: { rate: number | null; sessions: number; definition?: string; singleView: BounceRule; notEngaged: BounceRule };
  engagedMedianMs: number | null;
  dropOff: { rate: number; purchases: number; of: number; definition?: string } | null;
  /** Most frequent first. */
  endReasons: {
    reason: EndReason;
    sessions: number;
    share: number;
    provisional: number;
    reopened: number;
    /** From the end to the decision, median and 95th percentile. */
    timeToKnowMs: { p50: number; p95: number };
  }[];
  /** Taken for ended once; then the visitor came back. */
  reopened: number;
  definitions: Record<string, string>;
}

/** What others call a bounce. */
export interface BounceRule {
  rate: number | null;
  sessions: number;
  definition: string;
}

export type Granularity = 'hour' | 'day' | 'week' | 'month';

/** The numbers of one group of sessions; a rate of no sessions is null. */
export interface Figures {
  sessions: number;
  visitors: number;
  views: number;
  pagesPerSession: number | null;
  engagedMedianMs: number | null;
  bounce: number | null;
  bounceSingleView: number | null;
  bounceNotEngaged: number | null;
  dropOff: number | null;
  conversionRate: number | null;
}

export type Outcomes = Partial<Record<EndReason | 'open', number>>;

export interface SeriesPoint extends Figures {
  /** The beginning of the hour, day, week or month. */
  at: string;
  reasons: Outcomes;
}

export interface Series {
  from: string;
  to: string;
  zone: string;
  granularity: Granularity;
  totals: Figures;
  points: SeriesPoint[];
  previous: { from: string; to: string; totals: Figures; points: SeriesPoint[] };
  definitions: Record<string, string>;
}

export type BreakdownBy = Exclude<Trait, 'event'> | 'reason';

export interface BreakdownGroup extends Figures {
  key: string;
  timeMedianMs: number | null;
  reasons: Outcomes;
  previous: Figures;
}

export interface Breakdown {
  by: BreakdownBy;
  from: string;
  to: string;
  /** What sessions are told apart by. */
  definition: string;
  total: number;
  items: BreakdownGroup[];
  next: string | null;
  definitions: Record<string, string>;
}

/** What sessions did after a step: went to a page, or ended. A page that is null is one of those that are not named. */
export interface Move {
  step: number;
  from: string | null;
  to: string | null;
  ended: EndReason | 'open' | null;
  sessions: number;
  newest: string[];
}

export interface Flow {
  start: string | null;
  sessions: number;
  /** Share of all that was looked at; 1: all. */
  sample: number;
  moves: Move[];
  definition: string;
}

export interface FunnelStep {
  name: string;
  kind: 'path' | 'event' | 'click';
  match: string;
}

export interface Funnel {
  id: string;
  site: string;
  name: string;
  steps: FunnelStep[];
  mode: 'sequential' | 'strict' | 'any';
  /** 0: within one session. Else it counts visitors: within so many days of the first step, in however many sessions. */
  withinDays: number;
  /** Whoever does its last step has converted. */
  goal: boolean;
}

export interface Goal extends FunnelStep {
  id: string;
  site: string;
}

export interface GoalReport {
  items: { goal: Goal; sessions: number; of: number; rate: number | null }[];
  definition: string;
}

export interface StepSuggestion {
  match: string;
  sessions: number;
}

/** Sessions that began, came, got as far and ended alike, and did not convert. */
export interface Loss {
  entry: string;
  source: string;
  step: number | null;
  /** The step's name, or the exit page. */
  last: string;
  /** Who got further is in it: nobody did in the period before. */
  orLater: boolean;
  reason: EndReason;
  sessions: number;
  of: number;
  rate: number;
  previousRate: number | null;
  /** Beyond what the period before lets one expect. */
  lost: number;
  newest: string[];
}

export interface Losses {
  funnel: Funnel | null;
  items: Loss[];
  definition: string;
}

/** How far some sessions got in a funnel. */
export interface FunnelFigures {
  entered: number;
  completed: number;
  /** Null where nobody entered. */
  conversion: number | null;
  /** How many reached each step, in order. */
  reached: number[];
}

export interface FunnelSeriesPoint extends FunnelFigures {
  /** The beginning of the hour, day, week or month. */
  at: string;
}

export interface FunnelSeries {
  funnel: Funnel;
  from: string;
  to: string;
  zone: string;
  granularity: Granularity;
  totals: FunnelFigures;
  points: FunnelSeriesPoint[];
  previous: { from: string; to: string; totals: FunnelFigures; points: FunnelSeriesPoint[] };
  definitions: Record<string, string>;
}

export type FunnelBreakdownBy = Exclude<Trait, 'event' | 'page'>;

export interface FunnelBreakdownGroup extends FunnelFigures {
  key: string;
  previous: FunnelFigures;
}

export interface FunnelBreakdown {
  funnel: Funnel;
  from: string;
  to: string;
  by: FunnelBreakdownBy;
  /** What sessions are told apart by. */
  definition: string;
  /** Groups of which somebody entered. */
  total: number;
  totals: FunnelFigures;
  items: FunnelBreakdownGroup[];
  next: string | null;
  definitions: Record<string, string>;
}

export interface FunnelReport {
  funnel: Funnel;
  from: string | null;
  to: string | null;
  sessions: number;
  /** Whose sessions these are; null where the funnel is within one session. */
  visitors: number | null;
  /** Share of all that was looked at; 1: all. */
  sample: number;
  steps: FunnelReportStep[];
  session: { id: string; reached: number[]; last: number | null } | null;
  definitions: Record<string, string>;
}

export interface FunnelReportStep {
  index: number;
  name: string;
  reached: number;
  fromPrevious: number | null;
  fromFirst: number | null;
  medianMs: number | null;
  /** Those that reached this step and not the next. */
  dropOffs: number;
  dropOffsByReason: Partial<Record<EndReason | 'open', number>>;
  dropOffSessions: string[];
}
