/** What the API answers. Times are ISO 8601 in UTC, durations milliseconds, shares and rates 0 to 1. */

export interface Page<T> {
  items: T[];
  /** Opaque cursor of the next page, null on the last one. */
  next: string | null;
}

export type EndReason =
  | 'closed'
  | 'left'
  | 'parked'
  | 'idle'
  | 'suspended'
  | 'lost'
  | 'crashed'
  | 'signed_out'
  | 'stopped'
  | 'limit'
  | 'superseded';

export interface Cited {
  at: string;
  kind: string;
  text: string;
}

export interface End {
  reason: EndReason;
  /** For `left`: the host they went to, where it is known. */
  detail: string | null;
  at: string;
  decidedAt: string;
  confidence: number;
  /** A return may still reopen the session. */
  provisional: boolean;
  revision: number;
  evidence: Cited[];
}

export interface PageRef {
  path: string;
  title: string | null;
}

export interface Session {
  id: string;
  site: string;
  visitorId: string;
  state: 'open' | 'ended';
  startedAt: string;
  endedAt: string | null;
  durationMs: number;
  engagedMs: number;
  end: End | null;
  entry: PageRef | null;
  exit: PageRef | null;
  views: number;
  source: string | null;
  channel: string | null;
  device: { class: string; browser: string | null; os: string | null } | null;
  links: { self: string; replay: string };
}

export interface View {
  ordinal: number;
  document: string;
  tab: string;
  path: string;
  title: string | null;
  how: string;
  startedAt: string;
  endedAt: string | null;
  durationMs: number;
  engagedMs: number;
}

export type LaneState = 'engaged' | 'quiet' | 'hidden' | 'away';

export interface Lane {
  state: LaneState;
  from: string;
  to: string;
}

export interface Mark {
  at: string;
  document: string;
  kind: 'click' | 'custom' | 'identify';
  name: string | null;
  element: ElementDescriptor | null;
}

export interface ElementDescriptor {
  tag?: string;
  id?: string;
  role?: string;
  label?: string;
  path?: string;
  classes?: string[];
  data?: Record<string, string>;
}

export interface Timeline {
  startedAt: string;
  endedAt: string | null;
  tabs: { tab: string; lanes: Lane[] }[];
  marks: Mark[];
  end: End | null;
}

export interface RecordedDocument {
  id: string;
  tab: string;
  /** The document's origin on the server's clock: its events count milliseconds from here. */
  startedAt: string;
  firstMs: number;
  lastMs: number;
}

export interface Chunk {
  document: string;
  sequence: number;
  firstMs: number;
  lastMs: number;
  keyframe: boolean;
  codec: 'gzip' | 'stored';
  offset: number;
  length: number;
}

export interface Manifest {
  session: string;
  /** Names these bytes; opaque. */
  revision: string;
  open: boolean;
  startedAt: string;
  endedAt: string | null;
  bytes: number;
  dataUrl: string;
  documents: RecordedDocument[];
  chunks: Chunk[];
}

/** Nothing of it can be read any more; `done` once its bytes are gone, too. */
export interface Erasure {
  id: string;
  site: string;
  kind: 'session' | 'visitor' | 'retention';
  subject: string | null;
  state: 'running' | 'done';
  requestedAt: string;
  doneAt: string | null;
  dueAt: string;
  sessions: number;
  objectsDone: number;
  objectsLeft: number;
  failure: string | null;
}
