import { daysTouched, isDayStart } from '$lib/filters/days';
import { periodWords, type Period } from '$lib/filters/period';

/** What a period is compared with, as the service does it: "the 30 days before". @param zone where days begin */
export function beforeWords(period: Period, zone: string): string {
  if (!isDayStart(period.from, zone)) return 'the time before';
  const days = daysTouched(period, zone);
  return days === 1 ? 'the day before' : `the ${days} days before`;
}

/** Said where there is nothing to compare with, in place of changes. @param none what there was not */
export function nobodyBefore(period: Period, zone: string, none = 'No visits'): string {
  return `${none} in ${beforeWords(period, zone)}: nothing to compare with`;
}

/** With what a series is compared, in words. @param none what there was not then; null: there was @param locale undefined: the viewer's */
export function comparedWords(series: Period & { zone: string; previous: Period }, none: string | null, locale?: string): string {
  if (none !== null) return nobodyBefore(series, series.zone, none);
  return `Compared with ${periodWords(series.previous, series.zone, locale)}`;
}
