/**
 * By which column a table is sorted, as the API takes it: led by - for the largest first.
 *
 * @param text of the address; what is no column of the table counts as not given
 * @param columns those with numbers; by its names each table can be sorted
 */
export function readSort(text: string | null, columns: readonly string[], standard: string): string {
  return text !== null && ['key', ...columns].includes(text.replace(/^-/, '')) ? text : standard;
}

/** What a table is sorted by, by the names of its columns. */
export type Sorts<T> = Record<string, (row: T) => number | string | null>;

/** The rows of a table that is here as a whole, sorted as the API sorts the others: equal ones as they came, what has no number last. */
export function sorted<T>(rows: readonly T[], sort: string, by: Sorts<T>): readonly T[] {
  const of = by[sort.replace(/^-/, '')];
  if (!of) return rows;
  const way = sort.startsWith('-') ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [of(one), of(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return way * (typeof a === 'string' ? a.localeCompare(String(b)) : a - Number(b));
  });
}
