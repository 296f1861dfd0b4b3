import { createInfiniteQuery, createQuery, keepPreviousData } from '@tanstack/svelte-query';
import { serviceNow } from '$lib/api/client';
import { funnels, goals, metrics, sessions, sites, type SessionFilter } from '$lib/api/service';
import { endQuery, startQuery, type Filters } from '$lib/filters/url';
import type { Within } from '$lib/filters/within';
import type { DayZone } from '$lib/sites/zone.svelte';
import { funnelScopeOf, scopeOf } from '$lib/metrics/scope';

const pageSize = 50;

/** Beyond so many pages, each poll would ask for all of them again, and a funnel is followed each time: then it asks less often. */
const pollQuickly = 3_000;
const pollSlowly = 15_000;

/** One key for the list and for "next session" on the session page. */
export function listKey(filters: Filters) {
  return ['sessions', filters.site, filters.period ?? filters.range, filters.state, filters.reason, filters.confidence, filters.traits, filters.within] as const;
}

/** @param zone where days begin */
export function listPage(filters: Filters, zone: string, cursor: string | null, signal?: AbortSignal) {
  const { within } = filters;
  if (within) return withinPage(filters, zone, within, cursor, signal);
  return sessions.list(asked(filters, zone), cursor, pageSize, signal);
}

/** Where all of the list is as a table; null of the sessions of a number: there is none of them. */
export function listTable(filters: Filters, zone: string) {
  return filters.within ? null : sessions.table(asked(filters, zone));
}

function asked(filters: Filters, zone: string): SessionFilter {
  return { site: filters.site, ...endQuery(filters), ...filters.traits, ...startQuery(filters, zone, serviceNow()) };
}

function withinPage(filters: Filters, zone: string, within: Within, cursor: string | null, signal?: AbortSignal) {
  const reason = filters.reason ?? (filters.state === 'open' ? 'open' : null);
  if (within.of === 'flow') {
    const { of: _, ...moved } = within;
    return metrics.flowSessions({ ...scopeOf(filters, zone), ...moved, reason }, cursor, pageSize, signal);
  }
  if (within.of === 'goal') return goals.sessions(within.goal, { ...funnelScopeOf(filters, zone), reason }, cursor, pageSize, signal);
  if (within.of === 'losses') {
    const { step, orLater } = within;
    return metrics.lostSessions({ ...scopeOf(filters, zone), step, orLater, reason }, cursor, pageSize, signal);
  }
  const { funnel, step, stopped } = within;
  return funnels.sessions(funnel, step, { ...funnelScopeOf(filters, zone), stopped, reason }, cursor, pageSize, signal);
}

export function sessionList(filters: () => Filters, zone: DayZone) {
  return createInfiniteQuery(() => ({
    queryKey: listKey(filters()),
    enabled: zone.known,
    queryFn: ({ pageParam, signal }) => listPage(filters(), zone.name, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (filters().within || (query.state.data?.pages.length ?? 0) > 3 ? pollSlowly : pollQuickly)
  }));
}

export function siteList() {
  return createQuery(() => ({
    queryKey: ['sites'],
    queryFn: ({ signal }) => sites.list(signal),
    staleTime: 10_000
  }));
}
