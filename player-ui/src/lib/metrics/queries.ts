import { createInfiniteQuery, createQuery, keepPreviousData } from '@tanstack/svelte-query';
import { serviceNow } from '$lib/api/client';
import type { BreakdownBy, Funnel, FunnelBreakdownBy, Granularity } from '$lib/api/metric-types';
import { funnels, metrics } from '$lib/api/service';
import { startQuery, type Filters } from '$lib/filters/url';
import { zoneOf } from '$lib/sites/zone.svelte';
import { granularityOf } from './points';
import { funnelScopeOf, scopeOf } from './scope';

const pollMs = 15_000;

/** Funnels of visitors are followed each time they are asked for, which takes seconds where there are many. */
const patience = (query: { state: { data?: { funnel: Funnel } | { pages: { funnel: Funnel }[] } | undefined } }): number => {
  const { data } = query.state;
  const funnel = data && ('pages' in data ? data.pages[0]?.funnel : data.funnel);
  return (funnel?.withinDays ?? 0) > 0 ? 8 : 1;
};

/** What of the filters numbers depend on. */
const counted = ({ site, range, period, traits }: Filters) => [site, period ?? range, traits] as const;

const zoneFor = (filters: () => Filters) => zoneOf(() => filters().site);

/** How finely what these filters mean is drawn. */
export function finely(filters: Filters, zone: string): Granularity {
  const now = serviceNow();
  return granularityOf(startQuery(filters, zone, now), filters.granularity, now);
}

/** Of all sites the service does not know in whose days: the viewer's. */
export const askedZone = ({ site }: Filters, zone: string) => (site ? null : zone);

export function overviewQuery(filters: () => Filters) {
  const zone = zoneFor(filters);
  return createQuery(() => ({
    queryKey: ['overview', ...counted(filters())],
    enabled: zone.known,
    queryFn: ({ signal }) => metrics.overview(scopeOf(filters(), zone.name), signal),
    placeholderData: keepPreviousData,
    refetchInterval: pollMs
  }));
}

/** The numbers over time; days begin where the site's do, or where the viewer's do for all sites. */
export function seriesQuery(filters: () => Filters) {
  const zone = zoneFor(filters);
  return createQuery(() => {
    return {
      queryKey: ['series', ...counted(filters()), filters().granularity],
      enabled: zone.known,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        metrics.series(scopeOf(filters(), zone.name), finely(filters(), zone.name), askedZone(filters(), zone.name), signal),
      placeholderData: keepPreviousData,
      refetchInterval: pollMs
    };
  });
}

export function breakdownPages(filters: () => Filters, by: () => BreakdownBy, sort: () => string) {
  const zone = zoneFor(filters);
  return createInfiniteQuery(() => {
    return {
      queryKey: ['breakdown', ...counted(filters()), by(), sort()],
      enabled: zone.known,
      queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
        metrics.breakdown(scopeOf(filters(), zone.name), by(), sort(), askedZone(filters(), zone.name), pageParam, signal),
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
  const zone = zoneFor(filters);
  return createQuery(() => {
    const funnel = id();
    return {
      queryKey: ['funnel', funnel, 'report', ...counted(filters())],
      enabled: funnel !== null && zone.known,
      queryFn: ({ signal }: { signal: AbortSignal }) => funnels.report(funnel ?? '', funnelScopeOf(filters(), zone.name), null, signal),
      placeholderData: keepPreviousData,
      refetchInterval: (query) => patience(query) * pollMs
    };
  });
}

export function funnelSeries(id: () => string, filters: () => Filters) {
  const zone = zoneFor(filters);
  return createQuery(() => {
    return {
      queryKey: ['funnel', id(), 'series', ...counted(filters()), filters().granularity],
      enabled: zone.known,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        funnels.series(id(), funnelScopeOf(filters(), zone.name), finely(filters(), zone.name), signal),
      placeholderData: keepPreviousData,
      refetchInterval: (query) => patience(query) * 2 * pollMs
    };
  });
}

export function funnelBreakdown(id: () => string, filters: () => Filters, by: () => FunnelBreakdownBy, sort: () => string) {
  const zone = zoneFor(filters);
  return createInfiniteQuery(() => {
    return {
      queryKey: ['funnel', id(), 'breakdown', ...counted(filters()), by(), sort()],
      enabled: zone.known,
      queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
        funnels.breakdown(id(), funnelScopeOf(filters(), zone.name), by(), sort(), pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (last: { next: string | null }) => last.next,
      refetchInterval: (query) => patience(query) * 2 * pollMs
    };
  });
}

export function flowQuery(filters: () => Filters, start: () => string | null, steps: () => number) {
  const zone = zoneFor(filters);
  return createQuery(() => {
    return {
      queryKey: ['flow', ...counted(filters()), start(), steps()],
      enabled: zone.known,
      queryFn: ({ signal }: { signal: AbortSignal }) => metrics.flow(scopeOf(filters(), zone.name), start(), steps(), signal),
      placeholderData: keepPreviousData,
      refetchInterval: 4 * pollMs
    };
  });
}

export function lossQuery(filters: () => Filters) {
  const zone = zoneFor(filters);
  return createQuery(() => {
    return {
      queryKey: ['losses', ...counted(filters())],
      enabled: filters().site !== null && zone.known,
      queryFn: ({ signal }: { signal: AbortSignal }) => metrics.losses(scopeOf(filters(), zone.name), signal),
      placeholderData: keepPreviousData,
      refetchInterval: 2 * pollMs
    };
  });
}
