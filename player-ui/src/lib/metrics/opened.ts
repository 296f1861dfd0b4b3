import type { Period } from '$lib/filters/period';
import { both } from '$lib/filters/traits';
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
 * The list of the sessions a number counts; null where no list can be narrowed to both.
 *
 * @param filters of the page it is on
 * @param of what more is asked of them
 * @param period of a point of a curve
 */
export function listOf(filters: Filters, of: Partial<Filters>, period = filters.period): string | null {
  const traits = both(filters.traits, of.traits ?? {});
  return traits && `/sessions${writeFilters({ ...filters, ...anyEnd, ...of, traits, period })}`;
}
