import { createQuery } from '@tanstack/svelte-query';
import type { FunnelStep } from '$lib/api/metric-types';
import { funnels } from '$lib/api/service';

/** How many of the last 30 days' sessions clicked what each match names, in their order; the service counts them as a funnel's step. */
export function clickCounts(site: () => string, matches: () => string[]) {
  return createQuery(() => {
    const [of, wanted] = [site(), matches()];
    return {
      queryKey: ['clicks', of, wanted],
      enabled: wanted.length > 0,
      queryFn: ({ signal }: { signal: AbortSignal }) => Promise.all(wanted.map((match) => clicks(of, match, signal))),
      staleTime: 60_000
    };
  });
}

async function clicks(site: string, match: string, signal: AbortSignal): Promise<number> {
  const step: FunnelStep = { name: '', kind: 'click', match };
  const { steps, sample } = await funnels.preview({ site, name: 'Clicks', mode: 'sequential', withinDays: 0, goal: false, steps: [step, step] }, signal);
  return Math.round((steps[0]?.reached ?? 0) / (sample || 1));
}

export function funnelsOf(site: () => string) {
  return createQuery(() => ({
    queryKey: ['funnels', site()],
    queryFn: ({ signal }: { signal: AbortSignal }) => funnels.list(site(), signal)
  }));
}
