import { goto } from '$app/navigation';
import { page } from '$app/state';
import { readFilters, writeFilters, type Filters } from './url';

/** The filters of the page now open. */
export function currentFilters(): Filters {
  return readFilters(page.url.searchParams);
}

/** Changes some filters in place; the others stay, and so does what the page has chosen. */
export function changeFilters(change: Partial<Filters>): void {
  const next = writeFilters({ ...currentFilters(), ...change });
  void goto(page.url.pathname + next + page.url.hash, { keepFocus: true, noScroll: true, replaceState: true });
}

/** What the open page has chosen beside the filters, an id or a name of letters: in the address, so that it can be reloaded and shared. */
export function chosenHere(): string | null {
  return page.url.hash.slice(1) || null;
}

export function chooseHere(what: string): void {
  void goto(page.url.pathname + page.url.search + '#' + what, { keepFocus: true, noScroll: true, replaceState: true });
}

/** The address of another page under the same filters, some of them changed. */
export function withFilters(path: string, change: Partial<Filters> = {}): string {
  return path + writeFilters({ ...currentFilters(), ...change });
}
