import type { InfiniteData, QueryClient } from '@tanstack/svelte-query';
import type { Page, Session } from '$lib/api/types';
import type { Filters } from '$lib/filters/url';
import { listKey, listPage } from '$lib/sessions/queries';

/**
 * The session after (1, older) or before (-1) this one in the list under these filters; null at either end. Uses the
 * list one came from where it is still known.
 *
 * @param zone where days begin
 */
export async function neighbour(
  client: QueryClient,
  filters: Filters,
  zone: string,
  id: string,
  step: 1 | -1
): Promise<string | null> {
  const known = client.getQueryData<InfiniteData<Page<Session>>>(listKey(filters));
  const items = known?.pages.flatMap((page) => page.items) ?? (await listPage(filters, zone, null)).items;
  const at = items.findIndex((session) => session.id === id);
  if (at < 0) return items[0]?.id ?? null;
  return items[at + step]?.id ?? null;
}
