import type { Clock } from '../clock';
import type { Signals } from '../evidence/signals';
import { encode, headerStart, headerText, type Ids, roomForSignals } from '../wire/header';
import { Codec } from '../wire/frame';
import type { Batch } from './collector';
import { type Chunk, eventsChunk, sealWith, signalsChunk } from './chunk';
import { toSeal } from '../spool/spool';
import { gzipHere } from './gzip';
import type { Queue } from './queue';
import type { HelperThread } from './worker';

/** Seals batches and signals into frames and puts them into the queue. */
export interface Outbox {
  events(batch: Batch): void;
  /** All signals, in as many frames without payload as they need. @param extra signals that nobody keeps, such as a heartbeat */
  signals(extra: readonly string[], kind: 'signals' | 'heartbeat'): void;
  /** Signals that have gone by beacon are kept too: beacons tell no answer. */
  keepSignals(): void;
  /** Of the batch to come. */
  sequence(): number;
  /** How many times smaller events become. */
  compression(): number;
}

/** What a page's first snapshot compresses to, until this page's own is known. */
const USUAL_COMPRESSION = 5;

export function outbox(ids: () => Ids, clock: Clock, signals: Signals, queue: Queue, helper: HelperThread, keep: (chunk: Chunk) => void, ready: () => void): Outbox {
  let sequence = 0;
  let frames = 0;
  let ratio = USUAL_COMPRESSION;

  /** The worker keeps what it has compressed. */
  async function compress(chunk: Chunk, text: string, rest: string): Promise<void> {
    let kept = true;
    const here = () => {
      kept = false;
      return gzipHere(text).catch(() => null);
    };
    const zipped = await (helper.zip(toSeal(chunk, rest, clock))?.catch(here) ?? here());
    const bytes = zipped ?? encode(text);
    ratio = Math.min(20, Math.max(2, (ratio + text.length / bytes.length) / 2));
    // sealed by then by a page that was hidden: the spool has those bytes last
    if (chunk.done || !sealWith(chunk, bytes, zipped ? Codec.gzip : Codec.stored)) return kept && keep(chunk);
    if (!kept) keep(chunk);
    ready();
  }
  function signalsFrame(extra: readonly string[], kind: 'signals' | 'heartbeat'): Chunk | null {
    const at = clock.now();
    const start = headerStart(ids(), clock.origin, at);
    const room = roomForSignals(start) - extra.reduce((sum, text) => sum + 3 * text.length + 1, 0);
    const texts = [...signals.take(room).slice(0, 512 - extra.length), ...extra];
    return texts.length ? signalsChunk(encode(headerText(start, texts)), at, kind, kind === 'signals' ? [ids().document, -1, ++frames] : null) : null;
  }
  return {
    events({ text, rest, first, last, keyframe }) {
      const at = clock.now();
      const n = sequence++;
      const start = headerStart(ids(), clock.origin, at, { span: { sequence: n, first, last, keyframe } });
      const chunk = eventsChunk(encode(headerText(start, signals.take(roomForSignals(start)))), at, text, keyframe, [ids().document, n, 0]);
      queue.push(chunk);
      void compress(chunk, text, rest);
    },
    signals(extra, kind) {
      let chunk = signalsFrame(extra, kind);
      if (!chunk) return;
      for (; chunk; chunk = signals.pending() ? signalsFrame([], 'signals') : null) {
        queue.push(chunk);
        keep(chunk);
      }
      ready();
    },
    keepSignals() {
      for (let chunk = signalsFrame([], 'signals'); chunk; chunk = signalsFrame([], 'signals')) keep(chunk);
    },
    sequence: () => sequence,
    compression: () => ratio,
  };
}
