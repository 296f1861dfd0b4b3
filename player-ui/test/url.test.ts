import { describe, expect, it } from 'vitest';
import { rangeStart, readFilters, writeFilters } from '$lib/filters/url';

const read = (query: string) => readFilters(new URLSearchParams(query));

describe('filters in the address', () => {
  it('come back as they were written', () => {
    const filters = { site: 'demo', range: '30d', state: 'ended', reason: 'signed_out', traits: { entry: ['/a b', '/c'], channel: ['direct'] } } as const;
    expect(read(writeFilters(filters))).toEqual(filters);
  });

  it('leave the address bare by default', () => {
    expect(writeFilters(read(''))).toBe('');
  });

  it('ignore what they do not know', () => {
    expect(read('range=9y&state=x&reason=toString&site=&entry=&colour=red')).toEqual({ site: null, range: '7d', state: null, reason: null, traits: {} });
  });
});

describe('a range', () => {
  it('begins that long ago, on a whole minute', () => {
    expect(rangeStart('24h', Date.parse('2026-01-02T10:00:42.500Z'))).toBe('2026-01-01T10:00:00.000Z');
  });

  it('of all time has no beginning', () => {
    expect(rangeStart('all', 0)).toBeNull();
  });
});
