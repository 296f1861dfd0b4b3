import { goto } from '$app/navigation';
import { page } from '$app/state';
import { misread } from './misread';
import { readFilters, replaceFilters, writeFilters, type Filters } from './url';

const inPlace = { keepFocus: true, noScroll: true, replaceState: true };

/** The filters of the page now open. */
export function currentFilters(): Filters {
  return readFilters(page.url.searchParams);
}

/** What the address of the page now open asks for in vain. @param sessions whether it lists them */
export function misreadHere(sessions: boolean): string[] {
  return misread(page.url.searchParams, sessions);
}

/** Changes some filters in place; the others stay, and so does what the page has chosen. */
export function changeFilters(change: Partial<Filters>): void {
  void goto(hereWith(change), inPlace);
}

/** This page's address with some filters changed. @param hash what else it has chosen */
export function hereWith(change: Partial<Filters>, hash = page.url.hash): string {
  return page.url.pathname + replaceFilters(page.url.searchParams, { ...currentFilters(), ...change }) + hash;
}

/** What the open page has chosen beside the filters, an id or a name of letters: in the address, so that it can be reloaded and shared. */
export function chosenHere(): string | null {
  return page.url.hash.slice(1) || null;
}

export function chooseHere(what: string): void {
  void goto(page.url.pathname + page.url.search + '#' + what, inPlace);
}

/** How the open page shows what it has chosen: by which column a table is sorted, how long paths are. Other pages do not get it. */
export type Shown = 'sort' | 'by' | 'steps' | 'number';

export function shownHere(what: Shown): string | null {
  return page.url.searchParams.get(what);
}

export function showHere(what: Shown, how: string): void {
  const query = new URLSearchParams(page.url.searchParams);
  query.set(what, how);
  void goto(`${page.url.pathname}?${query}${page.url.hash}`, inPlace);
}

/** The address of another page under the same filters, some of them changed. */
export function withFilters(path: string, change: Partial<Filters> = {}): string {
  return path + writeFilters({ ...currentFilters(), ...change });
}
