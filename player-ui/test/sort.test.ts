import { describe, expect, it } from 'vitest';
import { readSteps } from '$lib/metrics/flow';
import { readSort, sorted, type Sorts } from '$lib/metrics/sort';

describe('how a page shows what it has', () => {
  it.each(['sessions', '-bounce', 'key', '-key'])('is sorted by a column of its own: %s', (sort) => {
    expect(readSort(sort, ['sessions', 'bounce'], '-sessions')).toBe(sort);
  });

  it.each([null, '', '-', '--bounce', 'engagedMedianMs', 'toString'])('is sorted as always by what is none: %s', (sort) => {
    expect(readSort(sort, ['sessions', 'bounce'], '-sessions')).toBe('-sessions');
  });

  it('follows paths as far as the address says, or three steps', () => {
    expect(['1', '6', '7', '0', 'x', null].map(readSteps)).toEqual([1, 6, 3, 3, 3, 3]);
  });
});

describe('a table that is here as a whole', () => {
  const rows = [
    { name: 'Paid', sessions: 2, rate: null },
    { name: 'äpfel', sessions: 7, rate: 0.5 },
    { name: 'Cart', sessions: 2, rate: 0.25 }
  ];
  type Row = (typeof rows)[number];
  const by: Sorts<Row> = { key: ({ name }) => name, sessions: ({ sessions }) => sessions, rate: ({ rate }) => rate };
  const names = (sort: string) => sorted(rows, sort, by).map(({ name }) => name);

  it('is sorted by numbers, equal ones as they came', () => {
    expect(names('-sessions')).toEqual(['äpfel', 'Paid', 'Cart']);
    expect(names('sessions')).toEqual(['Paid', 'Cart', 'äpfel']);
  });

  it('is sorted by names as people do', () => {
    expect(names('key')).toEqual(['äpfel', 'Cart', 'Paid']);
    expect(names('-key')).toEqual(['Paid', 'Cart', 'äpfel']);
  });

  it('has what has no number last, either way', () => {
    expect(names('rate')).toEqual(['Cart', 'äpfel', 'Paid']);
    expect(names('-rate')).toEqual(['äpfel', 'Cart', 'Paid']);
  });

  it('stays as it came where nothing is chosen', () => expect(names('')).toEqual(['Paid', 'äpfel', 'Cart']));
});
