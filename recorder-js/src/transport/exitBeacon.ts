import type { Signals } from '../evidence/signals';
import { Codec, Flag, frame } from '../wire/frame';
import { encode, headerText, roomForSignals } from '../wire/header';
import type { InFlight } from './inflight';
import { beacon } from './post';

/** The exit evidence stays a tiny message of its own. */
const EXIT_BYTES = 3_000;

/** What a page that goes says, without payload. @param start header fields but signals */
export const goodbyeFrame = (start: string, texts: readonly string[]) =>
  frame({ header: encode(headerText(start, texts)), payload: new Uint8Array(0), codec: Codec.none }, Flag.unloading, 0);

/** Tells how the page goes, and what came last. @returns how many signals, which nobody knows to have arrived */
export function exitBeacon(url: string, start: string, signals: Signals, budget: InFlight): number {
  const texts = signals.peek(Math.min(EXIT_BYTES, roomForSignals(start)), (signal) => /^(pagehide|exit|out|vis|stop)$/.test(signal.k));
  if (!texts.length) return 0;
  const bytes = goodbyeFrame(start, texts);
  if (budget.reserve(bytes.length)) beacon(url, bytes);
  return texts.length;
}
