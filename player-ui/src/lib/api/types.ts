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
  /** As its link names it, in lower case, or (none). */
  campaign: string;
  device: { class: string; browser: string | null; os: string | null } | null;
  /** Two letters of ISO 3166-1, or Unknown. */
  country: string;
  /** As ISO 639 has it, or Unknown. */
  language: string;
  /** Not a visit that was made. */
  demo: boolean;
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

/** Evidence in words. */
export interface Words {
  at: string;
  kind: string;
  words: string;
}

/** How a verdict came about, tab by tab. */
export interface Lanes {
  from: string;
  /** The end; now while the session is open. */
  to: string;
  tabs: TabLane[];
  decidedAt: string | null;
  endedAt: string | null;
}

export interface TabLane {
  tab: string;
  label: string;
  spans: Lane[];
  proofs: Words[];
  /** How the tab's last page went, null while it is there. */
  exit: (Words & { to: string | null }) | null;
}

/** One decision about an end, or that the session goes on after all; then reason, at and confidence are null. */
export interface Verdict {
  revision: number;
  state: 'provisional' | 'final' | 'reopened' | 'amended';
  reason: EndReason | null;
  detail: string | null;
  at: string | null;
  decidedAt: string;
  /** When it became the last word; null before, and where it was not kept. */
  finalAt: string | null;
  confidence: number | null;
  evidence: Words[];
}

export type LiveState = 'engaged' | 'quiet' | 'away' | 'handed-over' | 'leaving';

export interface LiveItem {
  id: string;
  site: string;
  visitorId: string;
  state: LiveState;
  path: string;
  title: string | null;
  /** When the state began. */
  since: string;
  startedAt: string;
  views: number;
  source: string | null;
  device: Session['device'];
  country: string;
}

export interface Live {
  at: string;
  sessions: number;
  visitors: number;
  pages: { path: string; title: string | null; sessions: number }[];
  states: { state: LiveState; sessions: number }[];
  items: LiveItem[];
  more: number;
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

/** What a document's recording refers to by a URL. */
export interface KeptAsset {
  document: string;
  /** The URL as it stands in the recording, without fragment. */
  name: string;
  /** Where its content is; null where it could not be read. */
  url: string | null;
  /** Of an image that could not be read, CSS pixels. */
  width: number;
  height: number;
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
  kind: 'session' | 'visitor' | 'retention' | 'demo';
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

/** A site's visits that are there for demonstration only. */
export interface DemoData {
  state: 'none' | 'filling' | 'there' | 'removing' | 'removed';
  visits: number;
  filledAt: string | null;
  removedAt: string | null;
  erasure: string | null;
}
