import { describe, expect, it } from 'vitest';
import { daysOf, draftOf, written } from '$lib/funnels/draft';
import { countedOf, spanOf, wholeOf } from '$lib/funnels/words';

describe('what the steps of a funnel lie within', () => {
  it.each([
    ['1', 1],
    [' 30 ', 30],
    ['90', 90],
    ['91', null],
    ['0', null],
    ['-7', null],
    ['1.5', null],
    ['1e1', null],
    ['', null]
  ])('is so many days where "%s" is typed: %s', (text, days) => expect(daysOf(text)).toBe(days));

  it('is one visit at first, and otherwise what the funnel has', () => {
    expect(draftOf(null, 'demo').withinDays).toBe(0);
    const steps = [1, 2].map((step) => ({ name: '', kind: 'path' as const, match: `/${step}` }));
    const draft = draftOf({ id: 'f', site: 'demo', name: 'F', mode: 'any', withinDays: 30, goal: false, steps }, 'demo');
    expect(written(draft)).toMatchObject({ withinDays: 30 });
  });

  it('is said in words, with what is counted then', () => {
    expect([0, 7].map((withinDays) => countedOf({ withinDays }))).toEqual(['session', 'visitor']);
    expect([0, 1, 7].map((withinDays) => spanOf({ withinDays }))).toEqual([
      'within one visit',
      'within 1 day of a visitor’s first step',
      'within 7 days of a visitor’s first step'
    ]);
    expect(wholeOf({ sessions: 3, visitors: null })).toBe('3 sessions');
    expect(wholeOf({ sessions: 3, visitors: 1 })).toBe('1 visitor');
  });
});
