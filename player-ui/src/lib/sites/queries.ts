import { createMutation, createQuery, useQueryClient } from '@tanstack/svelte-query';
import { sites } from '$lib/api/service';
import type { Site, SiteDraft } from '$lib/api/site-types';

export function siteQuery(id: () => string) {
  return createQuery(() => ({ queryKey: ['site', id()], queryFn: ({ signal }) => sites.read(id(), signal) }));
}

export function refusalQuery(id: () => string) {
  return createQuery(() => ({
    queryKey: ['site', id(), 'refusals'],
    queryFn: ({ signal }) => sites.refusals(id(), signal),
    refetchInterval: 5_000
  }));
}

/** Changes to a site; what the service answers is what is shown from then on. */
export function siteChanges(id: () => string) {
  const client = useQueryClient();
  const onSuccess = (site: Site) => {
    client.setQueryData(['site', site.id], site);
    void client.invalidateQueries({ queryKey: ['sites'] });
  };
  return {
    change: createMutation(() => ({ mutationFn: (draft: Partial<SiteDraft>) => sites.change(id(), draft), onSuccess })),
    rotate: createMutation(() => ({ mutationFn: () => sites.rotateKey(id()), onSuccess }))
  };
}

export function siteCreation(created: (site: Site) => void) {
  const client = useQueryClient();
  return createMutation(() => ({
    mutationFn: (draft: Partial<SiteDraft>) => sites.create(draft),
    onSuccess: (site: Site) => {
      client.setQueryData(['site', site.id], site);
      void client.invalidateQueries({ queryKey: ['sites'] });
      created(site);
    }
  }));
}
