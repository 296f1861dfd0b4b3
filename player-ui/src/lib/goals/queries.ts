import { createQuery, keepPreviousData } from '@tanstack/svelte-query';
import { goals } from '$lib/api/service';
import type { Filters } from '$lib/filters/url';
import { scopeOf } from '$lib/metrics/queries';

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
  return createQuery(() => {
    const { site, range, period, traits } = filters();
    return {
      queryKey: ['goals', site, period ?? range, traits],
      queryFn: ({ signal }: { signal: AbortSignal }) => goals.report(scopeOf(filters()), signal),
      placeholderData: keepPreviousData,
      refetchInterval: pollMs
    };
  });
}
