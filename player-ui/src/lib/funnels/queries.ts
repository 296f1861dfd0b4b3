import { createQuery, keepPreviousData } from '@tanstack/svelte-query';
import type { FunnelStep } from '$lib/api/metric-types';
import { funnels } from '$lib/api/service';
import type { FunnelDraft } from './draft';

export function suggestions(site: () => string, kind: () => FunnelStep['kind'], holding: () => string) {
  return createQuery(() => ({
    queryKey: ['suggestions', site(), kind(), holding()],
    enabled: site() !== '',
    queryFn: ({ signal }: { signal: AbortSignal }) => funnels.suggestions(site(), kind(), holding(), signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000
  }));
}

/** What the funnel would report; nothing is asked while it is too short to be one. */
export function preview(draft: () => FunnelDraft | null) {
  return createQuery(() => {
    const wanted = draft();
    return {
      queryKey: ['preview', wanted],
      enabled: wanted !== null,
      queryFn: ({ signal }: { signal: AbortSignal }) => funnels.preview(wanted!, signal),
      placeholderData: keepPreviousData,
      retry: false
    };
  });
}

/** @param id null while none is wanted */
export function oneFunnel(id: () => string | null) {
  return createQuery(() => ({
    queryKey: ['funnel', id()],
    enabled: id() !== null,
    queryFn: ({ signal }: { signal: AbortSignal }) => funnels.read(id() ?? '', signal)
  }));
}
