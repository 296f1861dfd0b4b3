import { createInfiniteQuery, createQuery, keepPreviousData } from '@tanstack/svelte-query';
import { serviceNow } from '$lib/api/client';
import type { BreakdownBy, Funnel, FunnelBreakdownBy } from '$lib/api/metric-types';
import { funnels, metrics, type FunnelScope, type Scope } from '$lib/api/service';
import { startQuery, type Filters } from '$lib/filters/url';
import { granularityOf } from './points';

const pollMs = 15_000;

/** Funnels of visitors are followed each time they are asked for, which takes seconds where there are many. */
const patience = (query: { state: { data?: { funnel: Funnel } | { pages: { funnel: Funnel }[] } | undefined } }): number => {
  const { data } = query.state;
  const funnel = data && ('pages' in data ? data.pages[0]?.funnel : data.funnel);
  return (funnel?.withinDays ?? 0) > 0 ? 8 : 1;
};

/** "All time" for numbers, which count the last 30 days where nothing is said: nothing was recorded before. */
const beginning = '2020-01-01T00:00:00.000Z';

/** The sessions these filters mean, now. */
export function scopeOf(filters: Filters): Scope {
  const { from, to } = startQuery(filters, serviceNow());
  return { site: filters.site, from: from ?? beginning, to, ...filters.traits };
}

/** The same of a funnel, which is of one site anyway. */
export function funnelScopeOf(filters: Filters): FunnelScope {
  const { site: _, ...scope } = scopeOf(filters);
  return scope;
}

/** What of the filters numbers depend on. */
const counted = ({ site, range, period, traits }: Filters) => [site, period ?? range, traits] as const;

export function overviewQuery(filters: () => Filters) {
  return createQuery(() => ({
    queryKey: ['overview', ...counted(filters())],
    queryFn: ({ signal }) => metrics.overview(scopeOf(filters()), signal),
    placeholderData: keepPreviousData,
    refetchInterval: pollMs
  }));
}

/** The numbers over time; days begin where the site's do, or where the viewer's do for all sites. */
export function seriesQuery(filters: () => Filters) {
  return createQuery(() => {
    const zone = filters().site ? null : Intl.DateTimeFormat().resolvedOptions().timeZone;
    return {
      queryKey: ['series', ...counted(filters()), zone],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        metrics.series(scopeOf(filters()), granularityOf(filters()), zone, signal),
      placeholderData: keepPreviousData,
      refetchInterval: pollMs
    };
  });
}

export function breakdownPages(filters: () => Filters, by: () => BreakdownBy, sort: () => string) {
  return createInfiniteQuery(() => {
    return {
      queryKey: ['breakdown', ...counted(filters()), by(), sort()],
      queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
        metrics.breakdown(scopeOf(filters()), by(), sort(), pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (last: { next: string | null }) => last.next,
      refetchInterval: 2 * pollMs
    };
  });
}

export function funnelList(site: () => string | null) {
  return createQuery(() => ({
    queryKey: ['funnels', site()],
    queryFn: ({ signal }) => funnels.list(site(), signal),
    placeholderData: keepPreviousData
  }));
}

export function funnelReport(id: () => string | null, filters: () => Filters) {
  return createQuery(() => {
    const funnel = id();
    return {
      queryKey: ['funnel', funnel, 'report', ...counted(filters())],
      enabled: funnel !== null,
      queryFn: ({ signal }: { signal: AbortSignal }) => funnels.report(funnel ?? '', funnelScopeOf(filters()), null, signal),
      placeholderData: keepPreviousData,
      refetchInterval: (query) => patience(query) * pollMs
    };
  });
}

export function funnelSeries(id: () => string, filters: () => Filters) {
  return createQuery(() => {
    return {
      queryKey: ['funnel', id(), 'series', ...counted(filters())],
      queryFn: ({ signal }: { signal: AbortSignal }) => funnels.series(id(), funnelScopeOf(filters()), granularityOf(filters()), signal),
      placeholderData: keepPreviousData,
      refetchInterval: (query) => patience(query) * 2 * pollMs
    };
  });
}

export function funnelBreakdown(id: () => string, filters: () => Filters, by: () => FunnelBreakdownBy, sort: () => string) {
  return createInfiniteQuery(() => {
    return {
      queryKey: ['funnel', id(), 'breakdown', ...counted(filters()), by(), sort()],
      queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
        funnels.breakdown(id(), funnelScopeOf(filters()), by(), sort(), pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (last: { next: string | null }) => last.next,
      refetchInterval: (query) => patience(query) * 2 * pollMs
    };
  });
}

export function flowQuery(filters: () => Filters, start: () => string | null, steps: () => number) {
  return createQuery(() => {
    return {
      queryKey: ['flow', ...counted(filters()), start(), steps()],
      queryFn: ({ signal }: { signal: AbortSignal }) => metrics.flow(scopeOf(filters()), start(), steps(), signal),
      placeholderData: keepPreviousData,
      refetchInterval: 4 * pollMs
    };
  });
}

export function lossQuery(filters: () => Filters) {
  return createQuery(() => {
    return {
      queryKey: ['losses', ...counted(filters())],
      enabled: filters().site !== null,
      queryFn: ({ signal }: { signal: AbortSignal }) => metrics.losses(scopeOf(filters()), signal),
      placeholderData: keepPreviousData,
      refetchInterval: 2 * pollMs
    };
  });
}
