import type { Site } from '$lib/api/site-types';

const parameter = 'utm_campaign';

/** A link as the site's owner would send it out. */
export function exampleLink(site: Pick<Site, 'origins'> | undefined): string {
  const own = site?.origins.find((origin) => /^https?:\/\/[^*]+$/.test(origin));
  return `${own ?? 'https://www.example.com'}/?utm_source=newsletter&utm_medium=email&${parameter}=spring-sale`;
}

/** Whether campaigns' names get as far as the service. */
export function keepsCampaigns({ queryAllowList }: Pick<Site, 'queryAllowList'>): boolean {
  return queryAllowList.some((name) => (name.endsWith('*') ? parameter.startsWith(name.slice(0, -1)) : name === parameter));
}
