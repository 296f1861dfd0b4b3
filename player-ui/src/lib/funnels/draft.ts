import type { Funnel, FunnelStep } from '$lib/api/metric-types';

/** A funnel while it is written. */
export interface FunnelDraft {
  site: string;
  name: string;
  mode: FunnelMode;
  /** 0: within one visit. */
  withinDays: number;
  goal: boolean;
  steps: FunnelStep[];
}

export const modes = {
  sequential: 'In this order, anything between',
  strict: 'In this order, no other page between',
  any: 'In any order'
} as const;

/** What all steps are to lie within. */
export const spans = {
  visit: 'One visit',
  days: 'Days of a visitor'
} as const;

export const usualDays = 7;
export const mostDays = 90;

/** What somebody typed; null where it is no number of days that a funnel can have. */
export function daysOf(text: string): number | null {
  const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return days >= 1 && days <= mostDays ? days : null;
}

export type FunnelMode = keyof typeof modes;

export const kinds = { path: 'Page', event: 'Event', click: 'Click' } as const;

export const emptyStep = (): FunnelStep => ({ name: '', kind: 'path', match: '' });

export function draftOf(funnel: Funnel | null, site: string): FunnelDraft {
  if (!funnel) return { site, name: '', mode: 'sequential', withinDays: 0, goal: false, steps: [emptyStep(), emptyStep()] };
  const { name, mode, withinDays, goal, steps } = funnel;
  return { site: funnel.site, name, mode, withinDays, goal, steps: steps.map((step) => ({ ...step })) };
}

export const isEmpty = ({ match }: FunnelStep): boolean => match.trim() === '';

/**
 * The first step that is wanted and matches nothing: it has a name, or another is written below it. Left out, it would make a funnel of fewer
 * steps than somebody meant. Null where there is none: what is empty at the end was not written.
 */
export function unfinished(steps: readonly FunnelStep[]): number | null {
  const last = steps.findLastIndex((step) => !isEmpty(step));
  const index = steps.findIndex((step, at) => isEmpty(step) && (at < last || step.name.trim() !== ''));
  return index < 0 ? null : index;
}

/** Without what is still empty, as the service takes it; null while there are fewer than two steps. */
export function written(draft: FunnelDraft): FunnelDraft | null {
  const steps = draft.steps.filter((step) => !isEmpty(step));
  return steps.length < 2 ? null : { ...draft, name: draft.name.trim() || 'Preview', steps };
}

export function moved<T>(all: readonly T[], from: number, by: 1 | -1): T[] {
  const to = from + by;
  if (to < 0 || to >= all.length) return [...all];
  const next = [...all];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}
