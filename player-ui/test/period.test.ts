import { describe, expect, it } from 'vitest';
import { periodWords, readPeriod } from '$lib/filters/period';

const read = (query: string) => readPeriod(new URLSearchParams(query));
const words = (from: string, to: string) => periodWords({ from, to }, 'Europe/Berlin', 'en-GB').replaceAll(/\s/g, ' ');

describe('a period in the address', () => {
  it('is two instants', () => {
    expect(read('from=2026-10-24T22:00:00Z&to=2026-10-25T23:00:00.123Z')).toEqual({ from: '2026-10-24T22:00:00Z', to: '2026-10-25T23:00:00.123Z' });
  });

  it.each([
    ['only one', 'from=2026-10-24T22:00:00Z'],
    ['the wrong order', 'from=2026-10-25T00:00:00Z&to=2026-10-24T00:00:00Z'],
    ['nothing between them', 'from=2026-10-24T00:00:00Z&to=2026-10-24T00:00:00Z'],
    ['no zone', 'from=2026-10-24T22:00&to=2026-10-25T22:00'],
    ['no such day', 'from=2026-13-24T00:00:00Z&to=2026-13-25T00:00:00Z'],
    ['before there was any of this', 'from=0001-01-01T00:00:00Z&to=2026-10-24T00:00:00Z']
  ])('is none with %s', (_, query) => expect(read(query)).toBeNull());
});

describe('a period in words', () => {
  it('is a day of the site, also one of 25 hours', () => {
    expect(words('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe('25 Oct 2026');
  });

  it('is a month from its first day to its last', () => {
    expect(words('2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z')).toMatch(/^1 ?– ?31 Oct 2026$/);
  });

  it('has hours where it is no whole day', () => {
    expect(words('2026-11-12T09:00:00Z', '2026-11-12T10:00:00Z')).toMatch(/^12 Nov, 10:00 ?– ?11:00$/);
  });
});
