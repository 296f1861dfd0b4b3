import type { EndReason } from './types';

export interface Overview {
  site: string | null;
  from: string | null;
  to: string | null;
  sessions: number;
  open: number;
  visitors: number;
  views: number;
  bounce: { rate: number | null; sessions: number; definition?: string };
  engagedMedianMs: number | null;
  dropOff: { rate: number | null; definition?: string } | null;
  endReasons: { reason: EndReason; sessions: number; share: number; provisional: number }[];
  definitions: Record<string, string>;
}

export interface FunnelStep {
  name: string;
  kind: 'path' | 'event' | 'click';
  match: string;
}

export interface Funnel {
  id: string;
  site: string;
  name: string;
  steps: FunnelStep[];
}

export interface FunnelReport {
  funnel: Funnel;
  from: string | null;
  to: string | null;
  sessions: number;
  steps: FunnelReportStep[];
  session: { id: string; reached: number[]; last: number | null } | null;
}

export interface FunnelReportStep {
  index: number;
  name: string;
  reached: number;
  fromPrevious: number | null;
  fromFirst: number | null;
  medianMs: number | null;
  /** Sessions that reached this step and not the next. */
  dropOffs: number;
  dropOffsByReason: Partial<Record<EndReason | 'open', number>>;
  dropOffSessions: string[];
}
