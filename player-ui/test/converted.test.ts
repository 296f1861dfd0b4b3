import { describe, expect, it } from 'vitest';
import type { GoalReport, Overview } from '$lib/api/metric-types';
import { convertedBy } from '$lib/metrics/converted';

const goals = (...names: string[]): GoalReport => ({
  items: names.map((name) => ({ goal: { id: name, site: 'demo', name, kind: 'event', match: name }, sessions: 0, of: 9, rate: 0 })),
  definition: ''
});

const overview = (rate: number | null, ended = 1) =>
  ({ dropOff: rate === null ? null : { rate }, endReasons: Array.from({ length: ended }, () => ({ reason: 'left' })) }) as unknown as Overview;

describe('a conversion of a site without a goal funnel', () => {
  it('is what its goals say, by their names', () => {
    expect(convertedBy(goals('Sign-up', 'Contact'), overview(0.9))).toEqual(['Sign-up', 'Contact']);
  });

  it('is a purchase where it tracks these', () => {
    expect(convertedBy(goals(), overview(0.9))).toBe('purchases');
    expect(convertedBy(goals(), overview(0))).toBe('purchases');
  });

  it('is nothing where sessions ended and it has no goal of any kind', () => {
    expect(convertedBy(goals(), overview(null))).toBe('nothing');
  });

  it('is not known before there is anything to tell it from', () => {
    expect(convertedBy(undefined, overview(0.9))).toBeNull();
    expect(convertedBy(goals(), undefined)).toBeNull();
    expect(convertedBy(goals(), overview(null, 0))).toBeNull();
  });
});
