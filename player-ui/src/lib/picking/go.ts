import { goto } from '$app/navigation';
import { withFilters } from '$lib/filters/current.svelte';
import { recordedSession } from './recorded';
import { and, fulfilled, writeErrand, type Errand } from './url';

/**
 * Goes to a replay to pick an element for a draft. The editor's own address is made to hold the draft before, so that Back finds it.
 *
 * @returns false where there is no replay to go to
 */
export async function goPicking(errand: Errand, site: string): Promise<boolean> {
  const session = (await recordedSession(site, errand.on)) ?? (errand.on && (await recordedSession(site, null)));
  if (!session) return false;
  const [path, draft] = fulfilled(errand, null);
  await goto(and(withFilters(path, { site }), draft), { replaceState: true, noScroll: true, keepFocus: true });
  await goto(and(withFilters(`/sessions/${encodeURIComponent(session)}`, { site }), writeErrand(errand)));
  return true;
}
