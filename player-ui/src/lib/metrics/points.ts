import type { Granularity } from '$lib/api/metric-types';
import type { Filters, Range } from '$lib/filters/url';

const ofRange: Record<Range, Granularity> = { '1h': 'hour', '24h': 'hour', '7d': 'day', '30d': 'day', all: 'month' };

/** How finely what one looks at is drawn: days of 25 hours by the hour, months and quarters by the day. */
export function granularityOf({ range, period }: Pick<Filters, 'range' | 'period'>): Granularity {
  if (!period) return ofRange[range];
  const days = (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000;
  return days <= 2 ? 'hour' : days <= 93 ? 'day' : 'month';
}

const shapes: Record<Granularity, Intl.DateTimeFormatOptions> = {
  hour: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'short', year: 'numeric' }
};

/** A point's name in the viewer's language and the site's time zone. */
export function pointNames(granularity: Granularity, timeZone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat(undefined, { ...shapes[granularity], timeZone });
  return (at) => format.format(new Date(at));
}

/** Without the months before anything was recorded. */
export function sinceFirst<P>(points: readonly P[], recorded: (point: P) => boolean): readonly P[] {
  const first = points.findIndex(recorded);
  return first < 0 ? points.slice(-1) : points.slice(first);
}
