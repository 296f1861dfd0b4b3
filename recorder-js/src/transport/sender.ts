import { bytesOf, type Chunk, sealWith } from '../chunks/chunk';
import { gzipNow } from '../chunks/gzip';
import type { Queue } from '../chunks/queue';
import type { Clock } from '../clock';
import type { Listening } from '../guard';
import type { Timers } from '../timers';
import { Codec, Flag, frameBytes, MAX_PAYLOAD_BYTES } from '../wire/frame';
import { encode } from '../wire/header';
import { isPermanent, refusesSite, retryAfter } from './answers';
import { backOff } from './backOff';
import type { InFlight } from './inflight';
import { beacon, post } from './post';

export interface Sender extends Listening {
  /** Sends what is ready, the oldest first; waits after a failure. */
  pump(): void;
  /** The page is hidden: whatever fits goes now and outlives the page. */
  hide(): void;
  /** The page goes: everything by beacon, the newest first. */
  unload(): void;
  /** The page came back from the back/forward cache: beacons tell no answer, so what they had is sent again. */
  returned(): void;
  /** The network is back. */
  online(): void;
}

export interface SenderOutcome {
  /** The site is refused; nothing more will be taken. */
  refused(status: number): void;
  /** A frame was refused for good. */
  dropped(status: number, why: string): void;
  /** @param recovered after failures */
  delivered(recovered: boolean): void;
  /** Bytes were made here. */
  sealed(chunk: Chunk): void;
}

const AT_ONCE = 2;
/** Main-thread time for compression while the page goes, milliseconds. */
const COMPRESS_BUDGET_MS = 10;
/** The same for what is too large to go as it is: later is never. */
const LAST_CHANCE_MS = 40;
/** A frame that waited so long behind failures was not sent live. */
const BUFFERED_AFTER_MS = 30_000;

export function startSender(url: string, queue: Queue, budget: InFlight, clock: Clock, timers: Timers, outcome: SenderOutcome): Sender {
  const wait = backOff();
  let notBefore = 0;
  let cancelRetry = () => {};
  let stopped = false;

  function flags(chunk: Chunk, unloading: boolean): number {
    if (wait.tries() > 0 && clock.now() - chunk.sealedAt > BUFFERED_AFTER_MS) chunk.buffered = true;
    return (unloading ? Flag.unloading : 0) | (chunk.buffered ? Flag.buffered : 0);
  }
  function drop(chunk: Chunk, status: number, why: string) {
    queue.remove(chunk);
    // of an earlier page: the service has other bytes of that sequence, from the beacon that this page did not see
    if (!chunk.recovered) outcome.dropped(status, why);
  }
  function failed(after: number | null) {
    const ms = after ?? wait.next();
    if (after !== null) wait.next();
    notBefore = clock.now() + ms;
    cancelRetry();
    cancelRetry = timers.after(ms, pump);
  }
  async function send(chunk: Chunk, lasting: boolean) {
    const bytes = bytesOf(chunk, flags(chunk, lasting), clock.now());
    chunk.sending = lasting ? 'lasting' : 'plain';
    let response: Response | undefined;
    try {
      response = await post(url, bytes, lasting);
    } catch {
      // no answer: the network, or the page's policy
    }
    if (lasting) budget.release(bytes.length);
    chunk.sending = 'no';
    if (stopped || chunk.done) return;
    if (!response) failed(null);
    else if (response.ok) {
      const recovered = wait.tries() > 0;
      wait.reset();
      notBefore = 0;
      queue.remove(chunk);
      outcome.delivered(recovered);
      pump();
    } else if (refusesSite(response.status)) {
      queue.remove(chunk);
      outcome.refused(response.status);
    } else if (isPermanent(response.status)) {
      drop(chunk, response.status, 'refused');
      pump();
    } else failed(retryAfter(response));
  }
  function pump() {
    if (stopped || navigator.onLine === false || clock.now() < notBefore) return;
    // after a failure one frame tries the way alone
    const most = wait.tries() ? 1 : AT_ONCE;
    let under = queue.all().filter((chunk) => chunk.sending !== 'no').length;
    for (const chunk of [...queue.all()]) {
      if (under >= most) return;
      if (chunk.sending !== 'no' || !chunk.sealed) continue;
      if (chunk.sealed.payload.length > MAX_PAYLOAD_BYTES) {
        drop(chunk, 413, 'the page is too large to record');
        continue;
      }
      under++;
      void send(chunk, false);
    }
  }
  /** Gives every chunk bytes at once: compressed while there is time, as it is otherwise. The newest first. */
  function sealAll(going: boolean) {
    const until = performance.now() + COMPRESS_BUDGET_MS;
    for (const chunk of [...queue.all()].reverse()) {
      if (chunk.sealed || chunk.text === null) continue;
      const fits = chunk.text.length < budget.free();
      const left = (fits || !going ? until : until + LAST_CHANCE_MS) - performance.now();
      const zipped = left > 0 ? gzipNow(chunk.text, left) : null;
      if (zipped) sealWith(chunk, zipped, Codec.gzip);
      // what would not fit anyway is left to the worker, in case the page stays
      else if (fits) sealWith(chunk, encode(chunk.text), Codec.stored);
      if (chunk.sealed) outcome.sealed(chunk);
    }
  }
  function goNow(going: boolean, go: (chunk: Chunk, bytes: number) => void, underWay: (chunk: Chunk) => boolean) {
    sealAll(going);
    for (const chunk of [...queue.all()].reverse()) {
      if (!chunk.sealed || chunk.recovered || underWay(chunk)) continue;
      const bytes = frameBytes(chunk.sealed);
      if (budget.reserve(bytes)) go(chunk, bytes);
    }
  }
  return {
    pump,
    hide() {
      if (stopped) return;
      if (navigator.onLine === false || clock.now() < notBefore) return sealAll(false);
      goNow(false, (chunk) => void send(chunk, true), (chunk) => chunk.sending !== 'no');
      pump();
    },
    unload() {
      if (stopped) return;
      goNow(
        true,
        (chunk, bytes) => {
          if (beacon(url, bytesOf(chunk, flags(chunk, true), clock.now()))) chunk.sending = 'lasting';
          else budget.release(bytes);
        },
        (chunk) => chunk.sending === 'lasting',
      );
    },
    returned() {
      budget.reset();
      for (const chunk of queue.all()) chunk.sending = 'no';
      notBefore = 0;
      pump();
    },
    online() {
      for (const chunk of queue.all()) chunk.buffered = true;
      notBefore = 0;
      pump();
    },
    stop() {
      stopped = true;
      cancelRetry();
    },
  };
}
