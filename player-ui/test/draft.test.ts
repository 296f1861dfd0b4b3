import { describe, expect, it } from 'vitest';
import type { Site } from '$lib/api/site-types';
import { draftOf, emptyFields, fieldsOf, lines, newSiteOf } from '$lib/sites/draft';

const site: Site = {
  id: 'a',
  name: 'Shop',
  writeKey: 'k',
  origins: ['https://shop.example', 'https://*.shop.example'],
  timeZone: 'Europe/Berlin',
  ownHosts: ['*.shop.example'],
  paymentHosts: [],
  queryAllowList: ['utm_*'],
  sampling: 0.25,
  respectGpc: true,
  paused: false,
  retentionDays: 90,
  demo: false,
  assets: { kept: true, pageBytes: 10_485_760, dayBytes: 1_073_741_824 },
  createdAt: '2026-01-01T00:00:00.000Z',
  snippet: ''
};

describe('a site in its form', () => {
  it('is saved as it was where nothing is changed', () => {
    expect(site).toMatchObject(draftOf(fieldsOf(site)));
  });

  it('keeps recordings for good where no days are given, and lets the service refuse what is no number', () => {
    expect(draftOf({ ...fieldsOf(site), retentionDays: ' ' }).retentionDays).toBe(0);
    expect(draftOf({ ...fieldsOf(site), retentionDays: 'ten' }).retentionDays).toBe(-1);
  });

  it('is made with what the service fills in where a list was left empty', () => {
    const made = newSiteOf(draftOf({ ...emptyFields(), name: 'New', ownHosts: 'a.example' }));
    expect(made).not.toHaveProperty('paymentHosts');
    expect(made).not.toHaveProperty('queryAllowList');
    expect(newSiteOf(draftOf({ ...emptyFields(), paymentHosts: 'pay.example' })).paymentHosts).toEqual(['pay.example']);
  });

  it('takes entries by line, comma or blank', () => {
    expect(lines(' https://a.example,\n\nhttps://b.example https://c.example ')).toHaveLength(3);
  });
});
