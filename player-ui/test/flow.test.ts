import { describe, expect, it } from 'vitest';
import type { Move } from '$lib/api/metric-types';
import { cameTo, movedBy, stops, tallest, target } from '$lib/metrics/flow';

const move = (step: number, from: string | null, to: string | null, ended: Move['ended'] = null): Move => ({ step, from, to, ended, sessions: 1, newest: [] });

describe('a move', () => {
  it('opens those that made it', () => {
    expect(movedBy(move(2, '/a', '/b'), null)).toEqual({ within: { of: 'flow', step: 2, start: null, origin: '/a', next: '/b' } });
    expect(movedBy(move(0, null, null), '/a')).toEqual({ within: { of: 'flow', step: 0, start: '/a', origin: 'other', next: 'other' } });
    expect(movedBy(move(1, '/a', null, 'left'), null)).toEqual({
      reason: 'left',
      within: { of: 'flow', step: 1, start: null, origin: '/a', next: 'none' }
    });
  });
});

describe('the stops of a flow', () => {
  it('are pages by step, so that who comes back to a page is drawn further on', () => {
    const all = stops([move(0, '/', '/a'), move(1, '/a', '/'), move(2, '/', null, 'closed')]);
    expect(all.map(({ column, words }) => `${column} ${words}`)).toEqual(['0 /', '1 /a', '2 /', '3 Closed the tab']);
  });

  it('tell an end and a page that is not named apart', () => {
    expect(target(move(0, '/', null)).words).toBe('Other pages');
    expect(target(move(0, '/', null, 'open')).words).toBe('Still there');
    expect(stops([move(0, '/', null), move(0, '/', null, 'open')])).toHaveLength(3);
  });

  it('are as tall as their fullest step', () => {
    expect(tallest(stops([move(0, '/', '/a'), move(0, '/', '/b'), move(0, '/', null, 'left'), move(1, '/a', null, 'left')]))).toBe(3);
  });

  it('open who came there, or began there', () => {
    const all = stops([move(0, '/', null), move(1, null, null, 'closed'), move(1, null, null, 'open')]);
    expect(all.map((stop) => cameTo(stop, '/')).map(({ within, ...end }) => [within, end])).toEqual([
      [{ of: 'flow', step: 0, start: '/', origin: '/', next: 'any' }, {}],
      [{ of: 'flow', step: 0, start: '/', origin: 'any', next: 'other' }, {}],
      [{ of: 'flow', step: 1, start: '/', origin: 'any', next: 'none' }, { reason: 'closed' }],
      [{ of: 'flow', step: 1, start: '/', origin: 'any', next: 'none' }, { state: 'open' }]
    ]);
  });

  it('are none without moves', () => {
    expect(tallest(stops([]))).toBe(0);
  });
});
