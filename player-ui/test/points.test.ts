import { describe, expect, it } from 'vitest';
import type { Granularity } from '$lib/api/metric-types';
import { spanOf } from '$lib/filters/days';
import type { Range } from '$lib/filters/ranges';
import { comparedWords, nobodyBefore } from '$lib/metrics/compared';
import { cutOf, granularitiesOf, granularityOf, pointEnd, pointNames } from '$lib/metrics/points';

const berlin = 'Europe/Berlin';
const now = Date.parse('2026-11-30T09:12:34Z');
const at = (...instants: string[]) => instants.map((one) => ({ at: one }));
const spaces = (text: string) => text.replaceAll(/\s/g, ' ').replace(/^(\w{3}),/, '$1');

describe('how finely a range is drawn', () => {
  it.each<[Range, string]>([
    ['today', 'hour'],
    ['yesterday', 'hour'],
    ['7d', 'hour day'],
    ['30d', 'day week'],
    ['90d', 'day week month'],
    ['last-month', 'day week'],
    [{ first: '2025-11-30', last: '2026-11-30' }, 'day week month'],
    ['all', 'week month']
  ])('is chosen from what makes a curve: %o', (range, offered) => {
    expect(granularitiesOf(spanOf(range, berlin, now), now).join(' ')).toBe(offered);
  });

  it.each<[Range, Granularity]>([
    ['1h', 'hour'],
    ['24h', 'hour'],
    ['today', 'hour'],
    ['7d', 'day'],
    ['90d', 'day'],
    ['all', 'month']
  ])('is as fits the range: %o', (range, finely) => expect(granularityOf(spanOf(range, berlin, now), null, now)).toBe(finely));

  it('is as one wants, unless that makes no curve', () => {
    expect(granularityOf(spanOf('30d', berlin, now), 'week', now)).toBe('week');
    expect(granularityOf(spanOf('today', berlin, now), 'week', now)).toBe('hour');
    expect(granularityOf(spanOf('all', berlin, now), 'day', now)).toBe('month');
  });

  it('is of a day of 25 hours as of any other', () => {
    const day = { from: '2026-10-24T22:00:00Z', to: '2026-10-25T23:00:00Z' };
    expect(granularitiesOf(day, now)).toEqual(['hour']);
  });
});

describe('a point of a curve', () => {
  it.each<[string, Granularity, string, string]>([
    ['2026-10-24T22:00:00Z', 'day', berlin, '2026-10-25T23:00:00Z'],
    ['2026-03-28T23:00:00Z', 'day', berlin, '2026-03-29T22:00:00Z'],
    ['2026-10-18T22:00:00Z', 'week', berlin, '2026-10-25T23:00:00Z'],
    ['2026-01-31T00:00:00Z', 'month', 'UTC', '2026-02-28T00:00:00Z'],
    ['2026-10-25T00:00:00Z', 'hour', berlin, '2026-10-25T01:00:00Z'],
    ['2026-10-25T01:00:00Z', 'hour', berlin, '2026-10-25T02:00:00Z'],
    ['2026-04-04T14:00:00Z', 'hour', 'Australia/Lord_Howe', '2026-04-04T15:30:00Z'],
    ['2026-10-03T15:30:00Z', 'hour', 'Australia/Lord_Howe', '2026-10-03T16:00:00Z'],
    ['2011-12-29T10:00:00Z', 'day', 'Pacific/Apia', '2011-12-30T10:00:00Z']
  ])('that begins %s lasts a %s of %s', (begin, granularity, zone, end) => {
    expect(new Date(pointEnd(begin, granularity, zone)).toISOString()).toBe(end.replace('Z', '.000Z'));
  });

  it('says which of two hours it is that clocks show alike', () => {
    const nameOf = pointNames('hour', berlin, 'en-GB');
    expect(['2026-10-25T00:00:00Z', '2026-10-25T01:00:00Z', '2026-10-25T02:00:00Z'].map((one) => spaces(nameOf(one)))).toEqual([
      'Sun 02:00 GMT+2',
      'Sun 02:00 GMT+1',
      'Sun 03:00'
    ]);
  });

  it('is written like its neighbours then', () => {
    const nameOf = pointNames('hour', 'America/New_York', 'en-US');
    expect(['2026-11-01T04:00:00Z', '2026-11-01T05:00:00Z', '2026-11-01T06:00:00Z'].map((one) => nameOf(one).replaceAll(/\s/g, ' '))).toEqual([
      'Sun 12:00 AM',
      'Sun 01:00 AM GMT-4',
      'Sun 01:00 AM GMT-5'
    ]);
  });
});

describe('a point of which not all is counted', () => {
  const days = at('2026-11-27T23:00:00Z', '2026-11-28T23:00:00Z', '2026-11-29T23:00:00Z');
  const cuts = (from: string, to: string, granularity: Granularity = 'day', points = days) =>
    points.map((_, index) => cutOf({ from, to, granularity, zone: berlin }, points, index, now));

  it('is the day that runs', () => {
    expect(cuts('2026-11-27T23:00:00Z', '2026-11-30T09:12:30Z')).toEqual([null, null, 'so far']);
  });

  it('is none where all days are over and whole', () => {
    expect(cuts('2026-11-26T23:00:00Z', '2026-11-29T23:00:00Z', 'day', at('2026-11-26T23:00:00Z', ...days.slice(0, 2).map((day) => day.at)))).toEqual([null, null, null]);
  });

  it('is the week in which a month begins, and that in which it ends', () => {
    const weeks = at('2026-09-27T22:00:00Z', '2026-10-04T22:00:00Z', '2026-10-25T23:00:00Z');
    expect(cuts('2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z', 'week', weeks)).toEqual(['in part', null, 'in part']);
  });
});

describe('the period before', () => {
  const series = { zone: berlin, from: '2026-10-31T23:00:00Z', to: '2026-11-30T09:12:30Z', previous: { from: '2026-10-01T22:00:00Z', to: '2026-10-31T09:12:30Z' } };

  it('is named with its time', () => {
    expect(spaces(comparedWords(series, null, 'en-GB'))).toMatch(/^Compared with 2 Oct, 00:00 ?– ?31 Oct, 10:12$/);
  });

  it('is said to be empty where nobody came, with its length', () => {
    expect(comparedWords(series, 'No visits')).toBe('No visits in the 30 days before: nothing to compare with');
    expect(nobodyBefore({ from: '2026-11-29T23:00:00Z', to: '2026-11-30T09:12:30Z' }, berlin)).toContain('in the day before');
    expect(nobodyBefore({ from: '2026-11-30T08:30:00Z', to: '2026-11-30T09:12:30Z' }, berlin)).toContain('in the time before');
  });
});
