import { describe, expect, it } from 'vitest';
import { misread } from '$lib/filters/misread';

const told = (query: string, sessions = true) => misread(new URLSearchParams(query), sessions, 'en-GB');

describe('what an address asks for in vain', () => {
  it('is told where it is no range, with what is shown instead', () => {
    expect(told('range=foo')).toEqual(['There is no range “foo”. Shown instead: Last 7 days.']);
    expect(told('range=2026-11-30..2026-11-01')).toEqual(['The range “2026-11-30..2026-11-01” ends before it begins. Shown instead: Last 7 days.']);
  });

  it('is told where it is no period, and what the range is then', () => {
    expect(told('range=30d&from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z')).toEqual(['“from” and “to” are no period. Shown instead: Last 30 days.']);
    expect(told('from=2026-11-02T00:00:00Z')).toHaveLength(1);
  });

  it.each(['state', 'reason', 'confidence', 'within'])('is told of a list where there is no such %s', (name) => {
    expect(told(`${name}=zzz`)).toEqual([expect.stringContaining('“zzz”')]);
    expect(told(`${name}=zzz`, false)).toEqual([]);
  });

  it('is nothing where all is understood, or left empty', () => {
    expect(told('')).toEqual([]);
    expect(told('range=&reason=&state=&from=&within=')).toEqual([]);
    expect(told('range=2026-11-01..2026-11-30&state=ended&reason=closed&confidence=likely&within=losses')).toEqual([]);
    expect(told('range=foo&from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z')).toEqual([]);
  });
});
