import { isDay } from './days';

/** Whole days, both of them in it, as calendars write them: "2026-11-01". In which zone is the site's business. */
export interface Days {
  first: string;
  last: string;
}

/** Those that end with today run on: they end now. */
export const ranges = {
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  today: 'Today',
  yesterday: 'Yesterday',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  month: 'This month',
  'last-month': 'Last month',
  all: 'All time'
} as const;

export type Preset = keyof typeof ranges;

export type Range = Preset | Days;

/** Null where it is none of ours. */
export function readRange(text: string | null): Range | null {
  if (text === null) return null;
  if (Object.hasOwn(ranges, text)) return text as Preset;
  const [first, last, more] = text.split('..');
  return more === undefined && isDay(first) && isDay(last) && first <= last ? { first, last } : null;
}

export function writeRange(range: Range): string {
  return typeof range === 'string' ? range : `${range.first}..${range.last}`;
}

/** @param locale undefined: the viewer's */
export function rangeWords(range: Range, locale?: string): string {
  if (typeof range === 'string') return ranges[range];
  const words = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return words.formatRange(new Date(range.first), new Date(range.last));
}

/** What keeps two days from being a range, in words; null: nothing does. @param today where the site is */
export function daysTrouble(first: string, last: string, today: string): string | null {
  if (!isDay(first) || !isDay(last)) return 'Give a first and a last day.';
  if (first > last) return 'The first day is after the last.';
  return last > today ? 'These days are not over yet: the last one there can be is today.' : null;
}
