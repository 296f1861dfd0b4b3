const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });

/** By when a date without its year could be mistaken. */
const longAgo = 300 * 86_400_000;

const steps: [Intl.RelativeTimeFormatUnit, number, number][] = [
  ['second', 1_000, 60_000],
  ['minute', 60_000, 3_600_000],
  ['hour', 3_600_000, 86_400_000],
  ['day', 86_400_000, 7 * 86_400_000]
];

/** "3 minutes ago"; over a week ago date and time, long ago the date. */
export function ago(iso: string, now: number): string {
  const ms = Math.min(0, Date.parse(iso) - now);
  for (const [unit, size, limit] of steps) {
    if (-ms < limit) return relative.format(Math.ceil(ms / size), unit);
  }
  return (-ms < longAgo ? moment : day).format(new Date(iso));
}

/** Date and time in full, in the viewer's locale and time zone. */
export function fully(iso: string): string {
  return absolute.format(new Date(iso));
}
