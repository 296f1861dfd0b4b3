/**
 * By which column a table is sorted, as the API takes it: led by - for the largest first.
 *
 * @param text of the address; what is no column of the table counts as not given
 * @param columns those with numbers; by its names each table can be sorted
 */
export function readSort(text: string | null, columns: readonly string[], standard: string): string {
  return text !== null && ['key', ...columns].includes(text.replace(/^-/, '')) ? text : standard;
}
