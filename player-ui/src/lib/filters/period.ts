/** From one instant to another, ISO 8601 in UTC: the first is in it, the last is not. */
export interface Period {
  from: string;
  to: string;
}

const instant = /^(19[789]\d|[2-9]\d{3})-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z$/;

/** Null where none is written, or none that the API would take. */
export function readPeriod(query: URLSearchParams): Period | null {
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
  return instant.test(from) && instant.test(to) && Date.parse(from) < Date.parse(to) ? { from, to } : null;
}

/**
 * A period in words: whole days as such, all else with its hours.
 *
 * @param timeZone where days begin; undefined: the viewer's
 * @param locale undefined: the viewer's
 */
export function periodWords({ from, to }: Period, timeZone?: string, locale?: string): string {
  const [first, end] = [new Date(from), new Date(to)];
  const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone });
  const wholeDays = [first, end].every((at) => clock.format(at) === '00:00:00');
  const words = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    ...(wholeDays ? { year: 'numeric' } : { hour: '2-digit', minute: '2-digit' }),
    timeZone
  });
  return wholeDays ? words.formatRange(first, new Date(end.getTime() - 1)) : words.formatRange(first, end);
}
