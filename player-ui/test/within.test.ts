import { describe, expect, it } from 'vitest';
import { lossWords, moveWords, readWithin, writeWithin, type Moved, type Within } from '$lib/filters/within';

describe('which sessions of a funnel a list holds', () => {
  it.each<[string, Within]>([
    ['funnel.demo.0', { of: 'funnel', funnel: 'demo', step: 0, stopped: false }],
    ['funnel.nO3v-tq_8.12.stopped', { of: 'funnel', funnel: 'nO3v-tq_8', step: 12, stopped: true }],
    ['losses', { of: 'losses', step: null, orLater: false }],
    ['losses.-1', { of: 'losses', step: -1, orLater: false }],
    ['losses.2.later', { of: 'losses', step: 2, orLater: true }],
    ['goal.k7mq3wxb9ztd', { of: 'goal', goal: 'k7mq3wxb9ztd' }],
    ['flow 0 any / /cart', { of: 'flow', step: 0, start: null, origin: '/', next: '/cart' }],
    ['flow 2 /prices other none', { of: 'flow', step: 2, start: '/prices', origin: 'other', next: 'none' }],
    ['flow 1 any any /a%20b%25C3', { of: 'flow', step: 1, start: null, origin: 'any', next: '/a b%C3' }]
  ])('is "%s" in the address', (text, within) => {
    expect(writeWithin(within)).toBe(text);
    expect(readWithin(text)).toEqual(within);
  });

  it.each([null, '', 'funnel', 'funnel.demo', 'funnel.demo.-1', 'funnel.a/b.1', 'losses.-2', 'losses.later', 'losses.1.stopped', 'flow 1 any / cart', 'flow 10 any / /', 'flow 1 other / /', 'flow 1 any none /'])(
    'is not "%s"',
    (text) => expect(readWithin(text)).toBeNull()
  );

  it('of a path is said in words', () => {
    const move = (of: Partial<Moved>) => moveWords({ of: 'flow', step: 0, start: null, origin: 'any', next: 'any', ...of });
    expect(move({})).toBe('all');
    expect(move({ origin: '/', next: '/cart', step: 1 })).toBe('from / to /cart, step 2');
    expect(move({ origin: 'other', next: 'none', start: '/prices' })).toBe('from other pages no further, step 1, begun at /prices');
    expect(move({ next: 'other' })).toBe('to other pages, step 1');
  });

  it('is said in words without the names of steps', () => {
    expect(lossWords({ of: 'losses', step: 1, orLater: true })).toBe('after step 2 or later');
    expect(lossWords({ of: 'losses', step: -1, orLater: false })).toBe('before the first step');
    expect(lossWords({ of: 'losses', step: -1, orLater: true })).toBe('at any step');
    expect(lossWords({ of: 'losses', step: null, orLater: false })).toBe('at any step');
  });
});
