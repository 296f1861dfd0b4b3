import { fromAbsolute, toCalendarDate } from '@internationalized/date';
import type { Granularity } from '$lib/api/metric-types';
import type { Span } from '$lib/filters/days';
import type { Period } from '$lib/filters/period';
import { granularities } from '$lib/filters/url';

const hour = 3_600_000;

/** Of how many days points of that length make a curve; the API draws a thousand at most. */
const sensible: Record<Granularity, (days: number) => boolean> = {
  hour: (days) => days <= 8,
  day: (days) => days > 1 && days <= 400,
  week: (days) => days >= 14,
  month: (days) => days >= 59
};

/** Days of 23 and of 25 hours are one, a bit of a day is one, too. @param now Unix ms */
function daysOf({ from, to }: Span, now: number): number {
  if (from === null) return Infinity;
  const ms = (to === null ? now : Date.parse(to)) - Date.parse(from);
  return Math.ceil((ms - 2 * hour) / (24 * hour));
}

/** How finely a span can be drawn, from the finest on. @param now Unix ms */
export function granularitiesOf(span: Span, now: number): Granularity[] {
  const days = daysOf(span, now);
  return granularities.filter((granularity) => sensible[granularity](days));
}

/** How finely it is drawn: as one wants, where that is sensible, else days of 25 hours by the hour, months and quarters by the day. */
export function granularityOf(span: Span, wanted: Granularity | null, now: number): Granularity {
  const days = daysOf(span, now);
  if (wanted && sensible[wanted](days)) return wanted;
  return days <= 2 ? 'hour' : days <= 93 ? 'day' : 'month';
}

const shapes: Record<Granularity, Intl.DateTimeFormatOptions> = {
  hour: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'short', year: 'numeric' }
};

/** A point's name in the viewer's language and the site's time zone; of two hours that clocks show alike each says which it is. */
export function pointNames(granularity: Granularity, timeZone: string, locale?: string): (at: string) => string {
  const format = new Intl.DateTimeFormat(locale, { ...shapes[granularity], timeZone });
  const offset = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' });
  return (at) => {
    const ms = Date.parse(at);
    const name = format.format(ms);
    const twice = granularity === 'hour' && [-hour, hour].some((away) => format.format(ms + away) === name);
    return twice ? `${name} ${offset.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value}` : name;
  };
}

const next = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } };

/** The instant a point ends by the zone's calendar, as the service has it. @param at its beginning, ISO 8601 @returns Unix ms */
export function pointEnd(at: string, granularity: Granularity, zone: string): number {
  const begin = fromAbsolute(Date.parse(at), zone);
  if (granularity !== 'hour') return toCalendarDate(begin).add(next[granularity]).toDate(zone).getTime();
  // Where clocks go back by half an hour, a step leads back into the hour it began in.
  for (let step = 1; ; step++) {
    const end = fromAbsolute(Date.parse(at) + step * hour, zone).set({ minute: 0, second: 0, millisecond: 0 }).toDate().getTime();
    if (end > Date.parse(at)) return end;
  }
}

/** What is said of a point of which not all is counted: it has not ended, or the series begins or ends within it. */
export type Cut = 'so far' | 'in part';

/** @param points in order @param now Unix ms */
export function cutOf(
  series: Period & { granularity: Granularity; zone: string },
  points: readonly { at: string }[],
  index: number,
  now: number
): Cut | null {
  const at = points[index]?.at;
  if (at === undefined) return null;
  const end = index === points.length - 1 ? pointEnd(at, series.granularity, series.zone) : 0;
  if (end > Date.parse(series.to)) return end > now ? 'so far' : 'in part';
  return Date.parse(at) < Date.parse(series.from) ? 'in part' : null;
}

/** Without the months before anything was recorded. */
export function sinceFirst<P>(points: readonly P[], recorded: (point: P) => boolean): readonly P[] {
  const first = points.findIndex(recorded);
  return first < 0 ? points.slice(-1) : points.slice(first);
}
