import { describe, expect, it } from 'vitest';
import { daysIn, daysTouched, spanOf, todayIn } from '$lib/filters/days';
import { daysTrouble, ranges, rangeWords, readRange, writeRange, type Preset, type Range } from '$lib/filters/ranges';

const berlin = 'Europe/Berlin';
const at = (iso: string) => Date.parse(iso);
const span = (range: Range, zone: string, now: string) => spanOf(range, zone, at(now));
const hours = ({ from, to }: { from: string | null; to: string | null }) => (at(to!) - at(from!)) / 3_600_000;

describe('a range of days', () => {
  it.each<[Preset, string | null, string | null]>([
    ['today', '2026-11-29T23:00:00.000Z', null],
    ['yesterday', '2026-11-28T23:00:00.000Z', '2026-11-29T23:00:00.000Z'],
    ['7d', '2026-11-23T23:00:00.000Z', null],
    ['30d', '2026-10-31T23:00:00.000Z', null],
    ['90d', '2026-09-01T22:00:00.000Z', null],
    ['month', '2026-10-31T23:00:00.000Z', null],
    ['last-month', '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
    ['all', null, null]
  ])('begins and ends with days of the site: %s', (range, from, to) => {
    expect(span(range, berlin, '2026-11-30T09:12:34.567Z')).toEqual({ from, to });
  });

  it('is of the day that it is where the site is', () => {
    expect(span('today', 'Pacific/Auckland', '2026-11-30T12:00:00Z').from).toBe('2026-11-30T11:00:00.000Z');
    expect(span('today', 'America/Los_Angeles', '2026-11-30T07:59:00Z').from).toBe('2026-11-29T08:00:00.000Z');
  });

  it('has 23 hours where clocks go forward, and 25 where they go back', () => {
    expect(hours(span('yesterday', berlin, '2026-03-30T10:00:00Z'))).toBe(23);
    expect(hours(span('yesterday', berlin, '2026-10-26T10:00:00Z'))).toBe(25);
  });

  it('has 23 and a half hours, and 24 and a half, where clocks move by half an hour', () => {
    expect(hours(span('yesterday', 'Australia/Lord_Howe', '2026-10-05T01:00:00Z'))).toBe(23.5);
    expect(hours(span('yesterday', 'Australia/Lord_Howe', '2026-04-06T01:00:00Z'))).toBe(24.5);
  });

  it('begins at one where there is no midnight, and at the first of two midnights', () => {
    expect(span('yesterday', 'America/Santiago', '2026-09-07T12:00:00Z')).toEqual({ from: '2026-09-06T04:00:00.000Z', to: '2026-09-07T03:00:00.000Z' });
    expect(hours(span('yesterday', 'America/Havana', '2026-11-02T12:00:00Z'))).toBe(25);
  });

  it('leaves out a day that a calendar left out', () => {
    expect(span('yesterday', 'Pacific/Apia', '2011-12-30T12:00:00Z')).toEqual({ from: '2011-12-29T10:00:00.000Z', to: '2011-12-30T10:00:00.000Z' });
  });

  it('of the month before has as many days as that has', () => {
    expect(hours(span('last-month', 'UTC', '2026-03-31T12:00:00Z'))).toBe(28 * 24);
    expect(hours(span('last-month', 'UTC', '2028-03-31T12:00:00Z'))).toBe(29 * 24);
    expect(span('last-month', 'UTC', '2027-01-31T12:00:00Z')).toEqual({ from: '2026-12-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' });
  });

  it('of ones own holds both its days, and runs on while the last of them is today', () => {
    const own = { first: '2026-10-24', last: '2026-10-25' };
    expect(span(own, berlin, '2026-10-26T10:00:00Z')).toEqual({ from: '2026-10-23T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z' });
    expect(span(own, berlin, '2026-10-25T22:59:59Z')).toEqual({ from: '2026-10-23T22:00:00.000Z', to: null });
  });

  it('that is yet to come has both its ends, so that nobody is in it', () => {
    expect(span({ first: '2026-12-24', last: '2026-12-24' }, 'UTC', '2026-11-30T10:00:00Z')).toEqual({
      from: '2026-12-24T00:00:00.000Z',
      to: '2026-12-25T00:00:00.000Z'
    });
  });
});

describe('a range of hours', () => {
  it('of the last one begins an hour ago, on a whole minute', () => {
    expect(span('1h', berlin, '2026-01-02T10:00:42.500Z')).toEqual({ from: '2026-01-02T09:00:00.000Z', to: null });
  });

  it('of the last 24 begins with one of them by the clock', () => {
    expect(span('24h', berlin, '2026-01-02T10:20:42.500Z').from).toBe('2026-01-01T11:00:00.000Z');
    expect(span('24h', 'Asia/Kolkata', '2026-01-02T10:20:42.500Z').from).toBe('2026-01-01T10:30:00.000Z');
  });
});

describe('a range in the address', () => {
  it.each([...(Object.keys(ranges) as Preset[]), { first: '2026-10-24', last: '2026-11-02' }])('comes back as it was written: %o', (range) => {
    expect(readRange(writeRange(range))).toEqual(range);
  });

  it.each([null, '', '9y', 'toString', '2026-11-01', '2026-11-02..2026-11-01', '2026-11-31..2026-12-01', '2026-1-1..2026-1-2', '0026-11-01..2026-11-02', '2026-11-01..2026-11-02..2026-11-03'])(
    'is none of ours: %s',
    (text) => expect(readRange(text)).toBeNull()
  );

  it('is said in words', () => {
    expect(rangeWords('last-month')).toBe('Last month');
    expect(rangeWords({ first: '2026-10-24', last: '2026-11-02' }, 'en-GB').replaceAll(/\s/g, ' ')).toMatch(/^24 Oct ?– ?2 Nov 2026$/);
  });
});

describe('two days', () => {
  const trouble = (first: string, last: string) => daysTrouble(first, last, '2026-11-30');

  it('are a range up to today, also one and the same', () => {
    expect(trouble('2026-11-01', '2026-11-30')).toBeNull();
    expect(trouble('2026-11-30', '2026-11-30')).toBeNull();
  });

  it('are none where one is missing, they are the wrong way round, or yet to come', () => {
    expect(trouble('', '2026-11-30')).toContain('first and a last day');
    expect(trouble('0002-11-01', '2026-11-30')).toContain('first and a last day');
    expect(trouble('2026-11-30', '2026-11-29')).toContain('after the last');
    expect(trouble('2026-11-30', '2026-12-01')).toContain('not over yet');
  });

  it('are at first those one looks at', () => {
    const now = at('2026-11-30T22:30:00Z');
    const first = (range: Range) => daysIn(spanOf(range, berlin, now), berlin, now);
    expect(first('7d')).toEqual({ first: '2026-11-24', last: '2026-11-30' });
    expect(first('last-month')).toEqual({ first: '2026-10-01', last: '2026-10-31' });
    expect(first('all')).toEqual({ first: '2026-11-01', last: '2026-11-30' });
    expect(daysIn({ from: '2026-10-24T22:00:00Z', to: '2026-10-25T23:00:00Z' }, berlin, now)).toEqual({ first: '2026-10-25', last: '2026-10-25' });
  });

  it('are today and no later where the site is', () => {
    expect(todayIn(berlin, at('2026-11-30T23:30:00Z'))).toBe('2026-12-01');
    expect(todayIn('UTC', at('2026-11-30T23:30:00Z'))).toBe('2026-11-30');
  });

  it('are as many as calendars count, whatever their hours', () => {
    expect(daysTouched({ from: '2026-10-23T22:00:00Z', to: '2026-10-26T09:30:00Z' }, berlin)).toBe(3);
    expect(daysTouched({ from: '2026-03-28T23:00:00Z', to: '2026-03-29T22:00:00Z' }, berlin)).toBe(1);
  });
});
