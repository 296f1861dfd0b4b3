import { createQuery, keepPreviousData } from '@tanstack/svelte-query';
import { serviceNow } from '$lib/api/client';
import { funnels, metrics } from '$lib/api/service';
import { rangeStart, type Filters } from '$lib/filters/url';

const pollMs = 15_000;

export function overviewQuery(filters: () => Filters) {
  return createQuery(() => {
    const { site, range } = filters();
    return {
      queryKey: ['overview', site, range],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        metrics.overview({ site, from: rangeStart(range, serviceNow()) }, signal),
      placeholderData: keepPreviousData,
      refetchInterval: pollMs
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
    const { range } = filters();
    const funnel = id();
    return {
      queryKey: ['funnel', funnel, range],
      enabled: funnel !== null,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        funnels.report(funnel ?? '', { from: rangeStart(range, serviceNow()) }, null, signal),
      placeholderData: keepPreviousData,
      refetchInterval: pollMs
    };
  });
}
