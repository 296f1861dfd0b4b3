import { fromAbsolute, parseDate, startOfMonth, toCalendarDate, type CalendarDate } from '@internationalized/date';
import type { Period } from './period';
import type { Days, Range } from './ranges';

/** From one instant to another, ISO 8601; null: no bound, or now. */
export interface Span {
  from: string | null;
  to: string | null;
}

const hour = 3_600_000;
const rolling = { '1h': hour, '24h': 24 * hour };

/** Whether a calendar has it, and the API, too. */
export function isDay(text: string | undefined): text is string {
  if (!text || !/^(19[789]\d|[2-9]\d{3})-\d\d-\d\d$/.test(text)) return false;
  try {
    return parseDate(text).year < 9_999;
  } catch {
    return false;
  }
}

/** Today, where the site is. @param now Unix ms */
export function todayIn(zone: string, now: number): string {
  return dayOf(now, zone).toString();
}

/**
 * What a range is now: whole days of the zone, with as many hours as they have there. One that holds today runs on. "Last hour" and "last 24
 * hours" are the ones that are not days; the latter are hours of the clock, the one that runs now among them.
 *
 * @param now Unix ms
 */
export function spanOf(range: Range, zone: string, now: number): Span {
  if (range === 'all') return { from: null, to: null };
  if (range === '1h') return { from: iso(Math.floor((now - rolling[range]) / 60_000) * 60_000), to: null };
  if (range === '24h') return { from: iso(hourOf(now, zone) - rolling[range] + hour), to: null };
  const today = dayOf(now, zone);
  const { first, last } = typeof range === 'string' ? calendar[range](today, zone) : { first: parseDate(range.first), last: parseDate(range.last) };
  const runs = first.compare(today) <= 0 && last.compare(today) >= 0;
  return { from: beginning(first, zone), to: runs ? null : beginning(last.add({ days: 1 }), zone) };
}

/** The days that a range touches: what a range of one's own begins with. */
export function daysIn(span: Span | Period, zone: string, now: number): Days {
  const today = dayOf(now, zone);
  const first = span.from === null ? today.subtract({ days: 29 }) : dayOf(Date.parse(span.from), zone);
  const last = span.to === null ? today : dayOf(Date.parse(span.to) - 1, zone);
  const earlier = last.compare(today) < 0 ? last : today;
  return { first: (first.compare(earlier) < 0 ? first : earlier).toString(), last: earlier.toString() };
}

/** How many days of the zone's calendar a period touches. */
export function daysTouched({ from, to }: Period, zone: string): number {
  const [first, last] = [Date.parse(from), Date.parse(to) - 1].map((ms) => Date.parse(dayOf(ms, zone).toString()));
  return (last! - first!) / (24 * hour) + 1;
}

/** Whether a day of the zone begins then. @param at ISO 8601 */
export function isDayStart(at: string, zone: string): boolean {
  return Date.parse(at) === Date.parse(beginning(dayOf(Date.parse(at), zone), zone));
}

type CalendarDays = (today: CalendarDate, zone: string) => { first: CalendarDate; last: CalendarDate };

const upTo = (days: number): CalendarDays => (today) => ({ first: today.subtract({ days: days - 1 }), last: today });

const calendar: Record<Exclude<Extract<Range, string>, 'all' | '1h' | '24h'>, CalendarDays> = {
  today: upTo(1),
  yesterday: (today, zone) => {
    const day = dayBefore(today, zone);
    return { first: day, last: day };
  },
  '7d': upTo(7),
  '30d': upTo(30),
  '90d': upTo(90),
  month: (today) => ({ first: startOfMonth(today), last: today }),
  'last-month': (today) => ({ first: startOfMonth(today).subtract({ months: 1 }), last: startOfMonth(today).subtract({ days: 1 }) })
};

/** Samoa had no 30 December 2011: such a day ends where it begins. */
function dayBefore(day: CalendarDate, zone: string): CalendarDate {
  const before = day.subtract({ days: 1 });
  return beginning(before, zone) === beginning(day, zone) ? dayBefore(before, zone) : before;
}

/** The first moment of a day: the earlier midnight of two, and no midnight at all where clocks go forward then. */
function beginning(day: CalendarDate, zone: string): string {
  return day.toDate(zone).toISOString();
}

const dayOf = (ms: number, zone: string) => toCalendarDate(fromAbsolute(ms, zone));

function hourOf(ms: number, zone: string): number {
  const { minute, second, millisecond } = fromAbsolute(ms, zone);
  return ms - minute * 60_000 - second * 1_000 - millisecond;
}

const iso = (ms: number) => new Date(ms).toISOString();
