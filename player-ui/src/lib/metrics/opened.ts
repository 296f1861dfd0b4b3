import type { Period } from '$lib/filters/period';
import { anyEnd, writeFilters, type Filters } from '$lib/filters/url';

/**
 * What of a series' time one of its points covers: from its beginning to that of the next. Of the first and the last only what lies in the
 * series is counted. Calendars and clock changes are the service's; nothing is reckoned here.
 *
 * @param points in order; each ends where the next begins
 */
export function covered(series: Period, points: readonly { at: string }[], index: number): Period | null {
  const at = points[index]?.at;
  if (at === undefined) return null;
  return { from: Date.parse(at) < Date.parse(series.from) ? series.from : at, to: points[index + 1]?.at ?? series.to };
}

/**
 * The list of the sessions a point counts.
 *
 * @param filters of the page it is on
 * @param of what more is asked of them
 */
export function listOf(filters: Filters, of: Partial<Filters>, period: Period): string {
  return `/sessions${writeFilters({ ...filters, ...anyEnd, ...of, period })}`;
}
