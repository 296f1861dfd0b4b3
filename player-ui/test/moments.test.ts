import { describe, expect, it } from 'vitest';
import type { Mark, Session, Timeline, View } from '$lib/api/types';
import { moments } from '$lib/session/moments';

const start = Date.parse('2026-01-01T10:00:00.000Z');
const iso = (ms: number) => new Date(start + ms).toISOString();

const session = {
  startedAt: iso(0),
  exit: { path: '/cart', title: null },
  end: { reason: 'closed', detail: null, at: iso(9_000) }
} as Session;

const mark = (ms: number, over: Partial<Mark>): Mark => ({
  at: iso(ms),
  document: 'd',
  kind: 'click',
  name: null,
  element: null,
  ...over
});

const timeline = (...marks: Mark[]) => ({ marks }) as Timeline;

describe('the moments of a session', () => {
  it('stand in order of time, the end among them', () => {
    const views = [{ startedAt: iso(5_000), path: '/cart' }, { startedAt: iso(0), path: '/' }] as View[];
    const all = moments(session, views, timeline(mark(7_000, { element: { label: 'Pay' } })));
    expect(all.map(({ ms, text }) => [ms, text])).toEqual([
      [0, '/'],
      [5_000, '/cart'],
      [7_000, 'Click on “Pay”'],
      [9_000, 'Closed the tab on /cart']
    ]);
  });

  it.each([
    [{ kind: 'custom', name: 'add-to-cart' }, 'add-to-cart'],
    [{ kind: 'identify', name: 'c42' }, 'Identified as c42'],
    [{ element: { id: 'pay' } }, 'Click on #pay'],
    [{ element: { path: 'main > a' } }, 'Click on main > a'],
    [{}, 'Click on the page']
  ] as [Partial<Mark>, string][])('say what happened: %o', (over, text) => {
    expect(moments({ ...session, end: null }, [], timeline(mark(1, over)))[0]?.text).toBe(text);
  });
});
