export interface Site {
  id: string;
  name: string;
  writeKey: string;
  origins: string[];
  timeZone: string;
  ownHosts: string[];
  paymentHosts: string[];
  queryAllowList: string[];
  /** Share of visitors recorded, 0 to 1. */
  sampling: number;
  respectGpc: boolean;
  paused: boolean;
  /** Recordings are erased so many days after their session ended; 0: never. */
  retentionDays: number;
  demo: boolean;
  /** What is kept of what pages showed; budgets in bytes. */
  assets: { kept: boolean; pageBytes: number; dayBytes: number };
  createdAt: string;
  /** HTML to paste into the site's pages. */
  snippet: string;
}

/** What an owner may change; the rest the service keeps. */
export type SiteDraft = Pick<
  Site,
  | 'name'
  | 'origins'
  | 'timeZone'
  | 'ownHosts'
  | 'paymentHosts'
  | 'queryAllowList'
  | 'sampling'
  | 'respectGpc'
  | 'paused'
  | 'retentionDays'
> & { assets: Partial<Site['assets']> };

export interface Refusal {
  reason: string;
  detail: string | null;
  origin: string | null;
  count: number;
  firstAt: string;
  lastAt: string;
  /** A sentence in words, with what to do. */
  text: string;
}
