import { get, send, withQuery } from './client';
import type { Traits } from '$lib/filters/traits';
import type { Breakdown, BreakdownBy, Flow, Funnel, FunnelBreakdown, FunnelBreakdownBy, FunnelReport, FunnelSeries, FunnelStep, Goal, GoalReport, Granularity, Losses, Overview, Series, StepSuggestion } from './metric-types';
import type { FunnelDraft } from '$lib/funnels/draft';
import type { Refusal, Site, SiteDraft } from './site-types';
import type { DemoData, Erasure, KeptAsset, Lanes, Live, Manifest, Page, Session, Timeline, Verdict, View } from './types';

const base = '/api/v1';

export interface SessionFilter extends Traits {
  site?: string | null;
  from?: string | null;
  to?: string | null;
  state?: string | null;
  reason?: string | null;
  provisional?: string | null;
  confidenceMin?: number | null;
  confidenceMax?: number | null;
}

export interface Span {
  site?: string | null;
  from?: string | null;
  to?: string | null;
}

/** The sessions a number is of. */
export type Scope = Span & Traits;

/** The same of a funnel, which is of one site. */
export type FunnelScope = Omit<Scope, 'site'>;

const one = (id: string) => `${base}/sessions/${encodeURIComponent(id)}`;
const site = (id: string) => `${base}/sites/${encodeURIComponent(id)}`;
const funnel = (id: string) => `${base}/funnels/${encodeURIComponent(id)}`;

export const sessions = {
  list: (filter: SessionFilter, cursor: string | null, limit: number, signal?: AbortSignal) =>
    get<Page<Session>>(`${base}/sessions`, { ...filter, limit, cursor }, signal),
  table: (filter: SessionFilter) => withQuery(`${base}/sessions/csv`, { ...filter }),
  read: (id: string, signal?: AbortSignal) => get<Session>(one(id), {}, signal),
  views: (id: string, signal?: AbortSignal) => everyPage<View>(`${one(id)}/views`, signal),
  timeline: (id: string, signal?: AbortSignal) => get<Timeline>(`${one(id)}/timeline`, {}, signal),
  lanes: (id: string, signal?: AbortSignal) => get<Lanes>(`${one(id)}/lanes`, {}, signal),
  verdicts: async (id: string, signal?: AbortSignal) => (await get<Pick<Page<Verdict>, 'items'>>(`${one(id)}/verdicts`, {}, signal)).items,
  live: (narrowed: { site: string | null; state: string | null; path: string | null }, signal?: AbortSignal) =>
    get<Live>(`${base}/live`, narrowed, signal),
  recording: (id: string, signal?: AbortSignal) => get<Manifest>(`${one(id)}/recording`, {}, signal),
  assets: (id: string, signal?: AbortSignal) => everyPage<KeptAsset>(`${one(id)}/recording/assets`, signal)
};

export const erasures = {
  ofSession: (id: string) => send<Erasure>('DELETE', one(id)),
  ofVisitor: (id: string, siteId: string) =>
    send<Erasure>('DELETE', withQuery(`${base}/visitors/${encodeURIComponent(id)}`, { site: siteId })),
  read: (id: string, signal?: AbortSignal) => get<Erasure>(`${base}/erasures/${encodeURIComponent(id)}`, {}, signal)
};

export const sites = {
  list: (signal?: AbortSignal) => everyPage<Site>(`${base}/sites`, signal),
  read: (id: string, signal?: AbortSignal) => get<Site>(site(id), {}, signal),
  create: (draft: Partial<SiteDraft>) => send<Site>('POST', `${base}/sites`, draft),
  change: (id: string, draft: Partial<SiteDraft>) => send<Site>('PATCH', site(id), draft),
  rotateKey: (id: string) => send<Site>('POST', `${site(id)}/rotate-key`),
  refusals: (id: string, signal?: AbortSignal) => get<Page<Refusal>>(`${site(id)}/refusals`, {}, signal)
};

export const metrics = {
  overview: (scope: Scope, signal?: AbortSignal) => get<Overview>(`${base}/metrics/overview`, { ...scope }, signal),
  series: (scope: Scope, granularity: Granularity, zone: string | null, signal?: AbortSignal) =>
    get<Series>(`${base}/metrics/series`, { ...scope, granularity, zone }, signal),
  breakdown: (scope: Scope, by: BreakdownBy, sort: string, zone: string | null, cursor: string | null, signal?: AbortSignal) =>
    get<Breakdown>(`${base}/metrics/breakdown`, { ...scope, by, sort, zone, cursor }, signal),
  /** The sessions a loss counts: the scope's, lost after a step and for a reason. */
  lostSessions: (
    narrowed: Scope & { step: number | null; orLater: boolean; reason: string | null },
    cursor: string | null,
    limit: number,
    signal?: AbortSignal
  ) => get<Page<Session>>(`${base}/metrics/losses/sessions`, { ...narrowed, cursor, limit }, signal),
  losses: (scope: Scope, signal?: AbortSignal) => get<Losses>(`${base}/metrics/losses`, { ...scope }, signal),
  flow: (scope: Scope, start: string | null, steps: number, signal?: AbortSignal) =>
    get<Flow>(`${base}/metrics/flow`, { ...scope, start, steps }, signal),
  /** The sessions that a move counts, or all moves from a page or to one. */
  flowSessions: (
    narrowed: Scope & { start: string | null; step: number; origin: string; next: string; reason: string | null },
    cursor: string | null,
    limit: number,
    signal?: AbortSignal
  ) => get<Page<Session>>(`${base}/metrics/flow/sessions`, { ...narrowed, cursor, limit }, signal),
  /** Where the browser finds the flow as a table for spreadsheets. */
  flowTable: (scope: Scope, start: string | null, steps: number) => withQuery(`${base}/metrics/flow/csv`, { ...scope, start, steps }),
  /** Where the browser finds the overview as a table for spreadsheets. */
  overviewTable: (scope: Scope) => withQuery(`${base}/metrics/overview/csv`, { ...scope }),
  /** Where the browser finds the numbers over time as a table for spreadsheets. */
  seriesTable: (scope: Scope, granularity: Granularity, zone: string | null) =>
    withQuery(`${base}/metrics/series/csv`, { ...scope, granularity, zone }),
  lossTable: (scope: Scope) => withQuery(`${base}/metrics/losses/csv`, { ...scope }),
  /** Where the browser finds the breakdown as a table for spreadsheets. */
  breakdownTable: (scope: Scope, by: BreakdownBy, sort: string, zone: string | null) =>
    withQuery(`${base}/metrics/breakdown/csv`, { ...scope, by, sort, zone })
};

export const funnels = {
  list: (siteId: string | null, signal?: AbortSignal) =>
    get<Page<Funnel>>(`${base}/funnels`, { site: siteId }, signal),
  read: (id: string, signal?: AbortSignal) => get<Funnel>(funnel(id), {}, signal),
  create: (draft: FunnelDraft) => send<Funnel>('POST', `${base}/funnels`, draft),
  change: (id: string, draft: FunnelDraft) => send<Funnel>('PUT', funnel(id), draft),
  remove: (id: string) => send<void>('DELETE', funnel(id)),
  preview: (draft: FunnelDraft, signal?: AbortSignal) => send<FunnelReport>('POST', `${base}/funnels/preview`, draft, signal),
  suggestions: (siteId: string, kind: FunnelStep['kind'], q: string, signal?: AbortSignal) =>
    get<{ items: StepSuggestion[] }>(`${base}/funnels/suggestions`, { site: siteId, kind, q }, signal),
  report: (id: string, scope: FunnelScope, session: string | null, signal?: AbortSignal) =>
    get<FunnelReport>(`${funnel(id)}/report`, { ...scope, session }, signal),
  series: (id: string, scope: FunnelScope, granularity: Granularity, signal?: AbortSignal) =>
    get<FunnelSeries>(`${funnel(id)}/series`, { ...scope, granularity }, signal),
  seriesTable: (id: string, scope: FunnelScope, granularity: Granularity) =>
    withQuery(`${funnel(id)}/series/csv`, { ...scope, granularity }),
  breakdown: (id: string, scope: FunnelScope, by: FunnelBreakdownBy, sort: string, cursor: string | null, signal?: AbortSignal) =>
    get<FunnelBreakdown>(`${funnel(id)}/breakdown`, { ...scope, by, sort, cursor }, signal),
  breakdownTable: (id: string, scope: FunnelScope, by: FunnelBreakdownBy, sort: string) =>
    withQuery(`${funnel(id)}/breakdown/csv`, { ...scope, by, sort }),
  /** Those that reached a step, or got no further. */
  sessions: (
    id: string,
    step: number,
    narrowed: FunnelScope & { stopped: boolean; reason: string | null },
    cursor: string | null,
    limit: number,
    signal?: AbortSignal
  ) => get<Page<Session>>(`${funnel(id)}/steps/${step}/sessions`, { ...narrowed, cursor, limit }, signal),
  listTable: (siteId: string | null) => withQuery(`${base}/funnels/csv`, { site: siteId }),
  reportTable: (id: string, scope: FunnelScope) => withQuery(`${funnel(id)}/report/csv`, { ...scope }),
  dropOffTable: (id: string, step: number, scope: FunnelScope) => withQuery(`${funnel(id)}/steps/${step}/drop-offs/csv`, { ...scope })
};

const goal = (id: string) => `${base}/goals/${encodeURIComponent(id)}`;
type GoalDraft = Omit<Goal, 'id'>;

export const goals = {
  create: (draft: GoalDraft) => send<Goal>('POST', `${base}/goals`, draft),
  change: (id: string, draft: GoalDraft) => send<Goal>('PUT', goal(id), draft),
  remove: (id: string) => send<void>('DELETE', goal(id)),
  read: (id: string, signal?: AbortSignal) => get<Goal>(goal(id), {}, signal),
  report: (scope: Scope, signal?: AbortSignal) => get<GoalReport>(`${base}/metrics/goals`, { ...scope }, signal),
  /** The sessions that did it. */
  sessions: (id: string, narrowed: FunnelScope & { reason: string | null }, cursor: string | null, limit: number, signal?: AbortSignal) =>
    get<Page<Session>>(`${base}/metrics/goals/${encodeURIComponent(id)}/sessions`, { ...narrowed, cursor, limit }, signal),
  table: (scope: Scope) => withQuery(`${base}/metrics/goals/csv`, { ...scope })
};

/** For lists that are short by nature: views of a session, sites. */
async function everyPage<T>(path: string, signal?: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await get<Page<T>>(path, { cursor }, signal);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

export const demoData = {
  read: (siteId: string, signal?: AbortSignal) => get<DemoData>(`${site(siteId)}/demo-data`, {}, signal),
  remove: (siteId: string) => send<DemoData>('DELETE', `${site(siteId)}/demo-data`)
};
