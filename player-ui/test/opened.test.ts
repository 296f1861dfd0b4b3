import { describe, expect, it } from 'vitest';
import type { Funnel } from '$lib/api/metric-types';
import { readFilters } from '$lib/filters/url';
import { pageColumns, sessionColumns } from '$lib/metrics/columns';
import { funnelMeasures, measures } from '$lib/metrics/measures';
import { covered, listOf } from '$lib/metrics/opened';
import { granularityOf } from '$lib/metrics/points';

const filters = (query: string) => readFilters(new URLSearchParams(query));
/** What a list's address says. */
const opened = (list: string | null) => filters(list!.split('?')[1]!);
const at = (...instants: string[]) => instants.map((one) => ({ at: one }));

/** As the API answers of a site in Berlin, where clocks went back on 25 October 2026. */
const days = at('2026-10-23T22:00:00Z', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z');
const series = { from: '2026-10-24T08:15:00Z', to: '2026-10-26T10:30:42.123Z' };

describe('what a point of a curve covers', () => {
  it('is its day, also one of 25 hours', () => {
    const day = covered(series, days, 1)!;
    expect(day).toEqual({ from: '2026-10-24T22:00:00Z', to: '2026-10-25T23:00:00Z' });
    expect(Date.parse(day.to) - Date.parse(day.from)).toBe(25 * 3_600_000);
  });

  it('is of the first and the last only what the curve counts', () => {
    expect(covered(series, days, 0)).toEqual({ from: series.from, to: '2026-10-24T22:00:00Z' });
    expect(covered(series, days, 2)).toEqual({ from: '2026-10-25T23:00:00Z', to: series.to });
  });

  it('is one of the two hours that clocks show alike', () => {
    const hours = at('2026-10-25T00:00:00Z', '2026-10-25T01:00:00Z', '2026-10-25T02:00:00Z');
    const night = { from: '2026-10-24T22:00:00Z', to: '2026-10-25T03:00:00Z' };
    expect([0, 1].map((index) => covered(night, hours, index))).toEqual([
      { from: '2026-10-25T00:00:00Z', to: '2026-10-25T01:00:00Z' },
      { from: '2026-10-25T01:00:00Z', to: '2026-10-25T02:00:00Z' }
    ]);
  });

  it('leaves nothing out between two points and counts nothing twice', () => {
    const all = days.map((_, index) => covered(series, days, index)!);
    expect(all.slice(1).map(({ from }) => from)).toEqual(all.slice(0, -1).map(({ to }) => to));
    expect([all[0]!.from, all.at(-1)!.to]).toEqual([series.from, series.to]);
  });

  it('is nothing where the period before has no such point', () => {
    expect(covered(series, days, 3)).toBeNull();
  });
});

describe('the list that a point opens', () => {
  const period = covered(series, days, 1)!;

  it('has the filters of the page and the time of the point', () => {
    const page = filters('site=demo&range=30d&channel=direct&country=DE');
    expect(opened(listOf(page, {}, period))).toEqual({ ...page, period });
  });

  it('is not narrowed by what only lists are', () => {
    const list = opened(listOf(filters('site=demo&state=open&reason=left&within=losses'), { state: 'ended' }, period));
    expect(list).toMatchObject({ site: 'demo', state: 'ended', reason: null, within: null, period });
  });

  it('of a share holds those that it is a share of all ended ones', () => {
    expect(measures.bounceNotEngaged.opens(0.1)).toEqual({ state: 'ended', traits: { bounced: ['bounceNotEngaged'] } });
    expect(measures.conversionRate.opens(0.4)).toEqual({ state: 'ended', traits: { converted: ['true'] } });
    expect(measures.dropOff.opens(0.6)).toEqual({ state: 'ended', traits: { converted: ['false'] } });
    expect(measures.bounce.opens(0)).toBeNull();
  });

  it('of a median holds all ended ones', () => expect(measures.engagedMedianMs.opens(0)).toEqual({ state: 'ended' }));

  it('is there for every column of a table, of counts the whole group', () => {
    for (const column of [...sessionColumns, ...pageColumns]) expect(column.opens(1), column.key).not.toBeNull();
    const times = pageColumns.filter(({ key }) => key.endsWith('MedianMs'));
    expect(times.map(({ opens }) => opens(4_000))).toEqual([{ state: 'ended' }, { state: 'ended' }]);
    expect(sessionColumns.filter(({ whole }) => whole).map(({ opens }) => opens(3))).toEqual([{}, {}, {}]);
  });

  it('is narrowed by the page and by the number, where both can be', () => {
    const page = filters('site=demo&channel=direct&converted=true&range=30d');
    const list = opened(listOf(page, { state: 'ended', traits: { bounced: ['bounceSingleView'] } }));
    expect(list).toEqual({ ...page, state: 'ended', traits: { channel: ['direct'], converted: ['true'], bounced: ['bounceSingleView'] } });
    expect(opened(listOf(page, { traits: { converted: ['true'] } }))).toEqual(page);
    expect(listOf(page, { traits: { converted: ['false'] } })).toBeNull();
    expect(listOf(filters('bounced=bounce&bounced=bounceSingleView'), { traits: { bounced: ['bounce'] } })).toBeNull();
  });

  it('is none where nobody came', () => {
    expect(measures.sessions.opens(0)).toBeNull();
    expect(measures.sessions.opens(3)).toEqual({});
  });

  it('of a funnel holds those that got there', () => {
    const step = (name: string) => ({ name, kind: 'path' as const, match: `/${name}` });
    const funnel: Funnel = { id: 'f1', site: 'demo', name: 'Buy', mode: 'sequential', withinDays: 0, goal: true, steps: ['shop', 'cart', 'paid'].map(step) };
    const { conversion, entered, completed, 'step 1': cart } = funnelMeasures(funnel);
    const at = (step: number) => ({ within: { of: 'funnel', funnel: 'f1', step, stopped: false } });
    expect(entered!.opens(9)).toEqual(at(0));
    expect(cart!.opens(0.5)).toEqual(at(1));
    expect(completed!.opens(2)).toEqual(at(2));
    expect(conversion!.opens(0.2)).toEqual(at(2));
    expect(conversion!.opens(0)).toBeNull();
  });
});

describe('what a point covers, looked at itself,', () => {
  it.each([
    ['an hour', '2026-10-25T00:00:00Z', '2026-10-25T01:00:00Z', 'hour'],
    ['a day of 25 hours', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 'hour'],
    ['a month', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z', 'day'],
    ['a year', '2025-12-31T23:00:00Z', '2026-12-31T23:00:00Z', 'month']
  ])('is drawn more finely: %s', (_, from, to, finely) => {
    expect(granularityOf({ from, to }, null, Date.parse(to))).toBe(finely);
  });
});
