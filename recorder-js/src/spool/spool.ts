import { type Chunk, type Place, recoveredChunk } from '../chunks/chunk';
import type { Part } from '../chunks/collector';
import type { Queue } from '../chunks/queue';
import type { HelperThread, Told } from '../chunks/worker';
import type { Clock } from '../clock';
import type { Timers } from '../timers';
import { type Codec, frameBytes } from '../wire/frame';

/** What is not acknowledged, kept by the worker in IndexedDB; without a worker or a database nothing happens here. */
export interface Spool {
  /** The worker's own messages. */
  readonly heard: Told;
  /** There are new events that are not sealed yet. */
  written(): void;
  /** Keeps sealed bytes. */
  keep(chunk: Chunk): void;
  /** It need not be kept any more. */
  forget(chunk: Chunk): void;
  /** The page's visibility has changed. */
  seen(): void;
  /** The page goes: whoever comes next may take over. */
  pause(): void;
  /** Deletes everything, and keeps nothing from now on. */
  wipe(): void;
}

export interface SpoolSources {
  readonly document: string;
  readonly door: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly queue: Queue;
  thread(): HelperThread;
  /** New whole events of the open batch, or null. */
  part(): Part | null;
  /** Sequence of the open batch. */
  sequence(): number;
  /** Signals that nothing has taken yet, as JSON. */
  signals(): readonly string[];
  visible(): boolean;
  /** Header fields that all frames of this document share, as JSON without the closing brace; null while not recording. */
  base(): string | null;
  /** This run of the browser. */
  run(): string | null;
  /** A frame of an earlier document is to be sent. */
  found(chunk: Chunk): void;
  /** A document of this run of the browser is gone, and was last on screen. */
  gone(document: string): void;
}

/** So often new events are written at most: what a crash would lose, milliseconds. */
export const WRITE_EVERY_MS = 200;
/** After the page's own start. */
const RECOVER_AFTER_MS = 3_000;
/** Other tabs may have crashed meanwhile. */
const RECOVER_EVERY_MS = 60_000;

interface Found {
  readonly found: Place;
  readonly header: Uint8Array<ArrayBuffer>;
  readonly payload: Uint8Array<ArrayBuffer>;
  readonly codec: Codec;
  readonly kind: number;
  readonly at: number;
}

const kindOf = (chunk: Chunk): number => (chunk.kind !== 'events' ? 2 : chunk.keyframe ? 1 : 0);

export function startSpool(sources: SpoolSources): Spool {
  const { document, door, clock, timers } = sources;
  let opened = false;
  let parts = 0;
  let writtenAt = -WRITE_EVERY_MS;
  let waiting = false;

  const tell = (message: object) => sources.thread().tell(message);
  const wall = (at: number) => clock.wall() - clock.now() + at;

  function write() {
    waiting = false;
    const part = opened && sources.base() !== null && sources.part();
    if (!part) return;
    writtenAt = clock.now();
    const { text, first, last, keyframe } = part;
    const signals = sources.signals();
    tell({ part: { n: sources.sequence(), part: ++parts, value: { door, text, first, last, signals, size: text.length, kind: keyframe ? 1 : 0, at: wall(last) } } });
  }
  function about() {
    const base = sources.base();
    if (base !== null) tell({ document, about: { door, base, run: sources.run(), visible: sources.visible(), size: 0, kind: 2 } });
  }
  function keep(chunk: Chunk) {
    const { place, sealed } = chunk;
    if (!opened || !place || !sealed || chunk.recovered || chunk.done) return;
    const { header, payload, codec } = sealed;
    tell({ keep: place, value: { door, header, payload, codec, kind: kindOf(chunk), size: frameBytes(sealed), at: wall(chunk.sealedAt) } });
  }
  function recover() {
    if (sources.base() === null) return;
    if (sources.visible()) tell({ recover: 1 });
    timers.after(RECOVER_EVERY_MS, recover);
  }
  function recovered({ found, header, payload, codec, kind, at }: Found) {
    sources.found(recoveredChunk({ header, payload, codec }, clock.now() - Math.max(0, clock.wall() - at), kind === 1, found));
  }
  return {
    heard(message) {
      if (message['ready'] !== undefined) about();
      else if (message['opened']) {
        opened = true;
        sources.queue.all().forEach(keep);
        write();
        timers.after(RECOVER_AFTER_MS, () => (typeof requestIdleCallback === 'function' ? requestIdleCallback(recover) : recover()));
      } else if (message['gone']) {
        if (message['visible'] && message['run'] && message['run'] === sources.run()) sources.gone(message['gone'] as string);
      } else if (message['found']) recovered(message as unknown as Found);
    },
    written() {
      if (waiting || !opened) return;
      waiting = true;
      const wait = writtenAt + WRITE_EVERY_MS - clock.now();
      if (wait <= 0) write();
      else timers.after(wait, write);
    },
    keep,
    forget(chunk) {
      if (chunk.place && (opened || chunk.recovered)) tell({ forget: chunk.place });
    },
    seen: about,
    pause: () => tell({ pause: 1 }),
    wipe() {
      opened = false;
      tell({ wipe: 1 });
    },
  };
}

/** How the worker seals a batch and keeps it. */
export const toSeal = (chunk: Chunk, rest: string, clock: Clock): object => ({
  n: chunk.place![1],
  rest,
  frame: { header: chunk.header, kind: kindOf(chunk), at: clock.wall() - clock.now() + chunk.sealedAt },
});

/** Deletes all that this browser keeps, without making a database where there is none. */
export function wipeSpool(): void {
  try {
    const opening = indexedDB.open('lastseen', 1);
    opening.onupgradeneeded = () => opening.transaction!.abort();
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('kept', 'readwrite');
      transaction.objectStore('kept').clear();
      transaction.oncomplete = () => opening.result.close();
    };
    opening.onerror = (event) => event.preventDefault();
  } catch {
    // forbidden: nothing is kept
  }
}
