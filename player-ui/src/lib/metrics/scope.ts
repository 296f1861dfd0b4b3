import { serviceNow } from '$lib/api/client';
import type { FunnelScope, Scope } from '$lib/api/service';
import { startQuery, type Filters } from '$lib/filters/url';

/** "All time" for numbers, which count the last 30 days where nothing is said: nothing was recorded before. */
const beginning = '2020-01-01T00:00:00.000Z';

/** The sessions these filters mean, now. @param zone where days begin */
export function scopeOf(filters: Filters, zone: string): Scope {
  const { from, to } = startQuery(filters, zone, serviceNow());
  return { site: filters.site, from: from ?? beginning, to, ...filters.traits };
}

/** The same of a funnel, which is of one site anyway. */
export function funnelScopeOf(filters: Filters, zone: string): FunnelScope {
  const { site: _, ...scope } = scopeOf(filters, zone);
  return scope;
}
