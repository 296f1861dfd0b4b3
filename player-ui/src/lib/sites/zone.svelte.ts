import { siteList } from '$lib/sessions/queries';

/** Where the days of what one looks at begin. */
export interface DayZone {
  /** Whether it is; until then nothing is to be asked that depends on it. */
  readonly known: boolean;
  /** By the IANA list. */
  readonly name: string;
}

/** The viewer's own. */
export const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** The site's; the viewer's for all sites, and of a site that is not there. */
export function zoneOf(site: () => string | null): DayZone {
  const sites = siteList();
  const found = $derived(sites.data?.find(({ id }) => id === site())?.timeZone);
  const known = $derived(site() === null || found !== undefined || !sites.isPending);
  return {
    get known() {
      return known;
    },
    get name() {
      return found ?? viewerZone;
    }
  };
}
