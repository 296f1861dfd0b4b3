import type { Clock } from '../clock';
import type { Signals } from '../evidence/signals';
import { encode, headerStart, headerText, type Ids, roomForSignals } from '../wire/header';
import { Codec } from '../wire/frame';
import type { Batch } from './collector';
import { eventsChunk, sealWith, signalsChunk } from './chunk';
import { gzipHere } from './gzip';
import type { Queue } from './queue';
import type { HelperThread } from './worker';

/** Seals batches and signals into frames and puts them into the queue. */
export interface Outbox {
  events(batch: Batch): void;
  /** A frame without payload. @param extra signals that nobody keeps, such as a heartbeat */
  signals(extra: readonly string[], kind: 'signals' | 'heartbeat'): void;
  /** How many times smaller events become. */
  compression(): number;
}

/** What a page's first snapshot compresses to, until this page's own is known. */
const USUAL_COMPRESSION = 5;

export function outbox(ids: () => Ids, clock: Clock, signals: Signals, queue: Queue, helper: HelperThread, ready: () => void): Outbox {
  let sequence = 0;
  let ratio = USUAL_COMPRESSION;

  async function compress(text: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; codec: Codec }> {
    const here = () => gzipHere(text).catch(() => null);
    const bytes = await (helper.gzip(text)?.catch(here) ?? here());
    return bytes ? { bytes, codec: Codec.gzip } : { bytes: encode(text), codec: Codec.stored };
  }
  return {
    events({ text, first, last, keyframe }) {
      const at = clock.now();
      const start = headerStart(ids(), clock.origin, at, { span: { sequence: sequence++, first, last, keyframe } });
      const chunk = eventsChunk(encode(headerText(start, signals.take(roomForSignals(start)))), at, text, keyframe);
      queue.push(chunk);
      void compress(text).then(({ bytes, codec }) => {
        ratio = Math.min(20, Math.max(2, (ratio + text.length / bytes.length) / 2));
        if (!chunk.done && sealWith(chunk, bytes, codec)) ready();
      });
    },
    signals(extra, kind) {
      const at = clock.now();
      const start = headerStart(ids(), clock.origin, at);
      const room = roomForSignals(start) - extra.reduce((sum, text) => sum + 3 * text.length + 1, 0);
      const texts = [...signals.take(room).slice(0, 512 - extra.length), ...extra];
      if (!texts.length) return;
      queue.push(signalsChunk(encode(headerText(start, texts)), at, kind));
      ready();
    },
    compression: () => ratio,
  };
}
