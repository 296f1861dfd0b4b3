import type { Site, SiteDraft } from '$lib/api/site-types';

/** A site's fields as they are typed: lists one entry a line, sampling in percent. */
export interface SiteFields {
  name: string;
  origins: string;
  timeZone: string;
  ownHosts: string;
  paymentHosts: string;
  queryAllowList: string;
  samplingPercent: number;
  respectGpc: boolean;
  paused: boolean;
  /** As typed; empty: for good. */
  retentionDays: string;
  keepAssets: boolean;
}

export function fieldsOf(site: Site): SiteFields {
  return {
    name: site.name,
    origins: site.origins.join('\n'),
    timeZone: site.timeZone,
    ownHosts: site.ownHosts.join('\n'),
    paymentHosts: site.paymentHosts.join('\n'),
    queryAllowList: site.queryAllowList.join('\n'),
    samplingPercent: Math.round(site.sampling * 100),
    respectGpc: site.respectGpc,
    paused: site.paused,
    retentionDays: site.retentionDays === 0 ? '' : String(site.retentionDays),
    keepAssets: site.assets.kept
  };
}

export function emptyFields(): SiteFields {
  return {
    name: '',
    origins: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    ownHosts: '',
    paymentHosts: '',
    queryAllowList: '',
    samplingPercent: 100,
    respectGpc: true,
    paused: false,
    retentionDays: '',
    keepAssets: true
  };
}

export function draftOf(fields: SiteFields): SiteDraft {
  return {
    name: fields.name.trim(),
    origins: lines(fields.origins),
    timeZone: fields.timeZone,
    ownHosts: lines(fields.ownHosts),
    paymentHosts: lines(fields.paymentHosts),
    queryAllowList: lines(fields.queryAllowList),
    sampling: fields.samplingPercent / 100,
    respectGpc: fields.respectGpc,
    paused: fields.paused,
    retentionDays: days(fields.retentionDays),
    assets: { kept: fields.keepAssets }
  };
}

/** A site to be made: lists that were left empty are left to the service, which fills them with what most sites need. */
export function newSiteOf(draft: SiteDraft): Partial<SiteDraft> {
  const { paymentHosts, queryAllowList, ...rest } = draft;
  return {
    ...rest,
    ...(paymentHosts.length ? { paymentHosts } : {}),
    ...(queryAllowList.length ? { queryAllowList } : {})
  };
}

/** What is no number of days goes to the service as one that it refuses, with the reason at the field. */
function days(text: string): number {
  const typed = text.trim();
  return typed === '' ? 0 : /^\d{1,9}$/.test(typed) ? Number(typed) : -1;
}

/** Entries apart by lines, commas or blanks: none of them may hold any. */
export function lines(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
