import { describe, expect, it } from 'vitest';
import { endQuery, isAllTime, readFilters, replaceFilters, startQuery, writeFilters } from '$lib/filters/url';

const read = (query: string) => readFilters(new URLSearchParams(query));

describe('filters in the address', () => {
  it('come back as they were written', () => {
    const filters = { site: 'demo', range: '30d', period: { from: '2026-10-24T22:00:00Z', to: '2026-10-25T23:00:00Z' }, granularity: 'week', state: 'ended', reason: 'signed_out', confidence: 'likely', traits: { entry: ['/a b', '/c'], channel: ['direct'] }, within: { of: 'funnel', funnel: 'f-1_a', step: 2, stopped: true } } as const;
    expect(read(writeFilters(filters))).toEqual(filters);
  });

  it('leave the address bare by default', () => {
    expect(writeFilters(read(''))).toBe('');
  });

  it('ignore what they do not know', () => {
    expect(read('range=9y&granularity=decade&state=x&reason=toString&confidence=100&site=&entry=&colour=red&from=yesterday&to=2026-10-25T23:00:00Z&within=funnel.demo')).toEqual({ site: null, range: '7d', period: null, granularity: null, state: null, reason: null, confidence: null, traits: {}, within: null });
  });
});

describe('what is asked of an end', () => {
  const any = { state: null, provisional: null, reason: null, confidenceMin: null, confidenceMax: null };

  it.each([
    ['', {}],
    ['state=open', { state: 'open' }],
    ['state=provisional&reason=left', { provisional: 'true', reason: 'left' }],
    ['state=final', { provisional: 'false' }],
    ['confidence=certain', { confidenceMin: 0.95 }],
    ['confidence=unsure', { confidenceMax: 0.7999 }]
  ])('by "%s" is %o', (query, asked) => expect(endQuery(read(query))).toEqual({ ...any, ...asked }));

  it('by confidence leaves no verdict out of all steps and counts none twice', () => {
    const steps = ['certain', 'likely', 'unsure'].map((step) => endQuery(read(`confidence=${step}`)));
    for (const confidence of [1, 0.98, 0.85, 0.8, 0.7, 0.6]) {
      const fitting = steps.filter(({ confidenceMin, confidenceMax }) => confidence >= (confidenceMin ?? 0) && confidence <= (confidenceMax ?? 1));
      expect(fitting).toHaveLength(1);
    }
  });
});

describe('a change of filters', () => {
  it('leaves what the page has chosen beside them', () => {
    const query = new URLSearchParams('site=demo&range=30d&channel=direct&start=/cart&steps=5&sort=-bounce');
    expect(replaceFilters(query, { ...read(query.toString()), range: 'yesterday', traits: {} })).toBe('?site=demo&range=yesterday&start=%2Fcart&steps=5&sort=-bounce');
    expect(replaceFilters(new URLSearchParams('range=30d'), read(''))).toBe('');
  });
});

describe('a range', () => {
  const now = Date.parse('2026-10-26T10:00:42.500Z');

  it('is that of addresses from when it was a number of hours', () => {
    expect(read('range=24h').range).toBe('24h');
    expect(read('range=30d').range).toBe('30d');
    expect(read('range=all').range).toBe('all');
  });

  it('of ones own stands in the address as its two days', () => {
    expect(writeFilters({ range: { first: '2026-10-24', last: '2026-10-25' } })).toBe('?range=2026-10-24..2026-10-25');
    expect(startQuery(read('range=2026-10-24..2026-10-25'), 'Europe/Berlin', now)).toEqual({ from: '2026-10-23T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z' });
  });

  it('is replaced by a period, with both its ends', () => {
    const period = { from: '2026-10-24T22:00:00Z', to: '2026-10-25T23:00:00Z' };
    expect(startQuery({ range: 'all', period }, 'UTC', now)).toEqual(period);
    expect(isAllTime({ range: 'all', period })).toBe(false);
    expect(startQuery({ range: 'all', period: null }, 'UTC', now)).toEqual({ from: null, to: null });
    expect(isAllTime({ range: 'all', period: null })).toBe(true);
  });
});
