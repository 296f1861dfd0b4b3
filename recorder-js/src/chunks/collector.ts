import type { Captured } from '../capture/capture';
import { guard, type Listening } from '../guard';
import type { Urls } from '../site/urls';
import type { Timers } from '../timers';

/** Events in order, as JSON, ready to be compressed. */
export interface Batch {
  readonly text: string;
  /** What of it was not handed out before it was sealed: the end, without the closing bracket. */
  readonly rest: string;
  readonly first: number;
  readonly last: number;
  readonly keyframe: boolean;
}

/** Whole events of a batch that is still open, as they continue the last part. */
export type Part = Omit<Batch, 'rest'>;

export interface Collector extends Listening {
  add(captured: Captured): void;
  /** The site's options are known: from now on text is made and batches are sealed. */
  open(urls: Urls): void;
  /** Seals everything at once; in several batches where it is much. */
  flush(): void;
  clear(): void;
  /** What was written since the last time, or null. */
  part(): Part | null;
  /** Events not yet written. */
  waiting(): number;
}

export const SEAL_MS = 3_000;
export const SEAL_COMPRESSED_BYTES = 32_768;
const SLICE_MS = 8;
/** Batches made while the page goes are small enough to compress at once. */
const FLUSH_TEXT = 60_000;

/**
 * @param written told when there are new events that are not sealed yet
 *
 * Turns captured events into batches: at 32 KB as they will compress, or after 3 s. A picture of the whole page goes at
 * once: all that follows builds on it, and a page that is left again soon would find it too large to take along.
 */
export function collectEvents(timers: Timers, seal: (batch: Batch) => void, compression: () => number, written: () => void = () => {}): Collector {
  let pending: Captured[] = [];
  let urls: Urls | null = null;
  let writing: { captured: Captured; pieces: Iterator<string> } | null = null;
  let parts: string[] = [];
  let size = 0;
  /** How many parts are of whole events, and how many of these were handed out. */
  let complete = 0;
  let handed = 0;
  let first = -1;
  let last = 0;
  let keyframe = false;
  let due = false;
  let cancelDue = () => {};
  let scheduled = false;
  let stopped = false;

  function sealNow() {
    due = false;
    cancelDue();
    cancelDue = () => {};
    if (first < 0) return;
    const batch = { text: `[${parts.join('')}]`, rest: parts.slice(handed).join(''), first, last, keyframe };
    parts = [];
    size = complete = handed = 0;
    first = -1;
    keyframe = false;
    seal(batch);
  }
  function begun() {
    if (first >= 0) return;
    cancelDue();
    cancelDue = timers.after(SEAL_MS, () => {
      due = true;
      work();
    });
  }
  /** One piece of text. @returns false when there is nothing left to write */
  function step(): boolean {
    if (!writing) {
      const captured = pending.shift();
      if (!captured) return false;
      begun();
      writing = { captured, pieces: captured.write(urls!)[Symbol.iterator]() };
      if (first >= 0) parts.push(',');
      else first = captured.at;
    }
    const piece = writing.pieces.next();
    if (!piece.done) {
      parts.push(piece.value);
      size += piece.value.length;
      return true;
    }
    last = writing.captured.at;
    complete = parts.length;
    keyframe ||= writing.captured.keyframe;
    writing = null;
    return true;
  }
  const full = (text: number) => !writing && (keyframe || size >= text);

  const work = guard(() => {
    scheduled = false;
    if (!urls || stopped) return;
    const until = performance.now() + SLICE_MS;
    while (step()) {
      if (full(SEAL_COMPRESSED_BYTES * compression())) sealNow();
      if (performance.now() >= until) {
        schedule();
        break;
      }
    }
    if (due && !writing) sealNow();
    if (complete > handed) written();
  });
  function schedule() {
    if (scheduled || stopped || !urls) return;
    scheduled = true;
    if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 100 });
    else setTimeout(work, 30);
  }
  return {
    add(captured) {
      pending.push(captured);
      schedule();
    },
    open(allowed) {
      urls = allowed;
      schedule();
    },
    flush() {
      if (!urls) return;
      while (step()) if (full(FLUSH_TEXT)) sealNow();
      sealNow();
    },
    clear() {
      pending = [];
      writing = null;
      parts = [];
      size = complete = handed = 0;
      first = -1;
      cancelDue();
    },
    part() {
      if (complete <= handed) return null;
      const text = parts.slice(handed, complete).join('');
      handed = complete;
      return { text, first, last, keyframe };
    },
    waiting: () => pending.length,
    stop() {
      stopped = true;
      cancelDue();
    },
  };
}
