import { describe, expect, it } from 'vitest';
import { readTraits, traitWords } from '$lib/filters/traits';
import { exampleLink, keepsCampaigns } from '$lib/metrics/campaigns';
import { campaignWords } from '$lib/sessions/words';

describe('a campaign', () => {
  it('is named in a list, and goes without saying where there is none', () => {
    expect(campaignWords('spring-sale')).toBe('campaign spring-sale');
    expect(campaignWords('(none)')).toBeNull();
  });

  it('narrows lists and numbers, and so does none', () => {
    expect(readTraits(new URLSearchParams('campaign=spring-sale&campaign=(none)'))).toEqual({ campaign: ['spring-sale', '(none)'] });
    expect(traitWords('campaign', 'spring-sale')).toBe('spring-sale');
  });

  it('is shown how to name in a link of the site, where its address is known', () => {
    const link = '/?utm_source=newsletter&utm_medium=email&utm_campaign=spring-sale';
    expect(exampleLink({ origins: ['*', 'https://*.shop.example', 'https://shop.example'] })).toBe(`https://shop.example${link}`);
    expect(exampleLink({ origins: ['*'] })).toBe(`https://www.example.com${link}`);
    expect(exampleLink(undefined)).toBe(`https://www.example.com${link}`);
  });

  it.each([
    [['utm_*'], true],
    [['gclid', 'utm_campaign'], true],
    [['utm_source', 'utm_medium'], false],
    [['ref*'], false],
    [[], false]
  ])('of a site that keeps %s gets as far as the service: %s', (queryAllowList, kept) => {
    expect(keepsCampaigns({ queryAllowList })).toBe(kept);
  });
});
