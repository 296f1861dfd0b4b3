import { createMutation, createQuery, useQueryClient } from '@tanstack/svelte-query';
import { demoData } from '$lib/api/service';
import type { DemoData } from '$lib/api/types';

/** The one site that can have demo data. */
export const DEMO_SITE = 'demo';

const whileItMoves = 2_000;
const moves = (data: DemoData | undefined) => data?.state === 'filling' || data?.state === 'removing';

/** What becomes of the demo data; asked again only while something becomes of it. */
export function demoQuery() {
  return createQuery(() => ({
    queryKey: ['demo-data'],
    queryFn: ({ signal }) => demoData.read(DEMO_SITE, signal),
    staleTime: 60_000,
    refetchInterval: (query) => (moves(query.state.data) ? whileItMoves : false)
  }));
}

/** Nothing that is shown holds any more. */
export function demoRemoval() {
  const client = useQueryClient();
  return createMutation(() => ({
    mutationFn: () => demoData.remove(DEMO_SITE),
    onSuccess: (data: DemoData) => {
      client.setQueryData(['demo-data'], data);
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'demo-data' });
    }
  }));
}
