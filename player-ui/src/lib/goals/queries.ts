import { createQuery, keepPreviousData } from '@tanstack/svelte-query';
import { goals } from '$lib/api/service';
import type { Filters } from '$lib/filters/url';
import { scopeOf } from '$lib/metrics/scope';
import { zoneOf } from '$lib/sites/zone.svelte';

const pollMs = 15_000;

/** @param id null while none is wanted */
export function oneGoal(id: () => string | null) {
  return createQuery(() => ({
    queryKey: ['goal', id()],
    enabled: id() !== null,
    queryFn: ({ signal }: { signal: AbortSignal }) => goals.read(id() ?? '', signal)
  }));
}

/** Every goal with how many sessions of the range did it. */
export function goalReport(filters: () => Filters) {
  const zone = zoneOf(() => filters().site);
  return createQuery(() => {
    const { site, range, period, traits } = filters();
    return {
      queryKey: ['goals', site, period ?? range, traits],
      enabled: zone.known,
      queryFn: ({ signal }: { signal: AbortSignal }) => goals.report(scopeOf(filters(), zone.name), signal),
      placeholderData: keepPreviousData,
      refetchInterval: pollMs
    };
  });
}
