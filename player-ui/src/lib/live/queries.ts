import { createQuery, keepPreviousData } from '@tanstack/svelte-query';
import { sessions } from '$lib/api/service';
import type { Narrowed } from './narrowed';

const everyMs = 2_000;

export function liveQuery(site: () => string | null, narrowed: () => Narrowed) {
  return createQuery(() => ({
    queryKey: ['live', site(), narrowed().state, narrowed().path],
    queryFn: ({ signal }) => sessions.live({ site: site(), ...narrowed() }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs
  }));
}
