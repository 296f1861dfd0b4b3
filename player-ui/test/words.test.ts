import { describe, expect, it } from 'vitest';
import type { End, Mark } from '$lib/api/types';
import { endExplained, endWords, reasonNames } from '$lib/ends/words';
import { looks } from '$lib/ends/looks';
import { duration, position } from '$lib/format/duration';
import { percent } from '$lib/format/number';

const end: End = {
  reason: 'closed',
  detail: null,
  at: '2026-01-01T10:00:04.000Z',
  decidedAt: '2026-01-01T10:00:09.000Z',
  confidence: 0.98,
  provisional: false,
  revision: 1,
  evidence: []
};

const click = (at: string): Mark => ({ at, document: 'd', kind: 'click', name: null, element: null });

describe('an end in words', () => {
  it('names the page that was closed', () => {
    expect(endWords(end, { path: '/cart', title: null })).toBe('Closed the tab on /cart');
  });

  it('names the host they left for, where it is known', () => {
    expect(endWords({ reason: 'left', detail: 'paypal.com' })).toBe('Left for paypal.com');
    expect(endWords({ reason: 'left', detail: 'typed' })).toBe('Left by an address they typed or a bookmark');
    expect(endWords({ reason: 'left', detail: null })).toBe('Left for another site');
  });

  it('tells how it is known', () => {
    expect(endExplained(end, [click('2026-01-01T09:59:00.000Z'), click('2026-01-01T10:00:00.000Z')])).toBe(
      '4 s after the last click; known 5 s later, 98% sure'
    );
  });

  it('says nothing of clicks where there were none', () => {
    expect(endExplained(end, [])).toBe('Known 5 s later, 98% sure');
  });

  it('has a colour and an icon of its own for every reason', () => {
    expect(Object.keys(looks)).toEqual(Object.keys(reasonNames));
    const icons = new Set(Object.values(looks).map(({ icon }) => icon));
    expect(icons.size).toBe(Object.keys(looks).length);
  });
});

describe('shares', () => {
  it.each([
    [0, '0%'],
    [0.0002, '<0.1%'],
    [0.031, '3.1%'],
    [0.98, '98%'],
    [0.9967, '99.6%'],
    [0.99999, '99.9%'],
    [1, '100%'],
    [null, '–']
  ])('%s is "%s"', (share, words) => expect(percent(share)).toBe(words));
});

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [4_000, '4 s'],
    [59_600, '1 min'],
    [724_000, '12 min 4 s'],
    [3_600_000, '1 h'],
    [3_780_000, '1 h 3 min'],
    [90_000_000, '1 d 1 h']
  ])('%d ms is "%s"', (ms, words) => expect(duration(ms)).toBe(words));

  it.each([
    [192_000, '03:12'],
    [3_792_000, '1:03:12'],
    [-1, '00:00']
  ])('position %d is "%s"', (ms, words) => expect(position(ms)).toBe(words));
});
