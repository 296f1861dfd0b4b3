import { isDay } from './days';
import { rangeWords, readRange } from './ranges';
import { readFilters } from './url';

/**
 * What of an address is not understood and counts as not given, each in words that say what is shown instead.
 *
 * @param sessions whether a list is shown, which is narrowed by states and ends, too
 * @param locale undefined: the viewer's
 */
export function misread(query: URLSearchParams, sessions: boolean, locale?: string): string[] {
  const { range, period, state, reason, confidence, within } = readFilters(query);
  const given = (name: string) => query.get(name) || null;
  const told: string[] = [];
  const tell = (trouble: string, instead: string) => told.push(`${trouble} Shown instead: ${instead}.`);

  const asked = given('range');
  if (period === null) {
    if (given('from') ?? given('to')) tell('“from” and “to” are no period.', rangeWords(range, locale));
    if (asked && readRange(asked) === null) tell(rangeTrouble(asked), rangeWords(range, locale));
  }
  if (!sessions) return told;
  if (given('state') && state === null) tell(`There is no state “${given('state')}”.`, 'any state');
  if (given('reason') && reason === null) tell(`There is no end reason “${given('reason')}”.`, 'any end');
  if (given('confidence') && confidence === null) tell(`There is no confidence “${given('confidence')}”.`, 'any confidence');
  if (given('within') && within === null) tell(`No list is “${given('within')}”.`, 'all sessions');
  return told;
}

function rangeTrouble(text: string): string {
  const [first, last] = text.split('..');
  return isDay(first) && isDay(last) && first > last ? `The range “${text}” ends before it begins.` : `There is no range “${text}”.`;
}
