import { goto } from '$app/navigation';
import { page } from '$app/state';
import { readFilters, writeFilters, type Filters } from './url';

/** The filters of the page now open. */
export function currentFilters(): Filters {
  return readFilters(page.url.searchParams);
}

/** Changes some filters in place; the others stay. */
export function changeFilters(change: Partial<Filters>): void {
  const next = writeFilters({ ...currentFilters(), ...change });
  void goto(page.url.pathname + next, { keepFocus: true, noScroll: true, replaceState: true });
}

/** The address of another page under the same filters, some of them changed. */
export function withFilters(path: string, change: Partial<Filters> = {}): string {
  return path + writeFilters({ ...currentFilters(), ...change });
}
