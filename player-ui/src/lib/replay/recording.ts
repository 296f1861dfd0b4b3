import { request } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Chunk, Manifest } from '$lib/api/types';
import type { eventWithTime } from '@rrweb/types';
import { gapsTold, missing, neededChunks, planWindows, slice, type Gap, type Window } from './chunks';
import { readEvents } from './inflate';
import type { Assets } from './assets';
import { Relocation } from './relocate';
import { Sanitiser } from './sanitise';

export type ChunkEvents = (document: string, events: eventWithTime[]) => void;

const keyOf = (chunk: Chunk) => `${chunk.document}/${chunk.sequence}`;

/**
 * The bytes of one recording: fetches what is asked for in ranges, reads each chunk on its own and hands its events
 * on, in order within a document. A chunk that cannot be read becomes a gap and nothing more.
 */
export class Recording {
  #manifest: Manifest;
  readonly #taken = new Set<string>();
  readonly #broken = new Map<string, Chunk>();
  readonly #told = new Map<string, Gap[]>();
  readonly #cleaners = new Map<string, Cleaner>();
  #queue: Promise<void> = Promise.resolve();

  constructor(
    manifest: Manifest,
    private readonly refetch: () => Promise<Manifest>,
    private readonly assets: Assets,
    private readonly deliver: ChunkEvents
  ) {
    this.#manifest = manifest;
  }

  get manifest(): Manifest {
    return this.#manifest;
  }

  update(manifest: Manifest): void {
    this.#manifest = manifest;
  }

  chunksOf(document: string): Chunk[] {
    return this.#manifest.chunks.filter((c) => c.document === document).sort((a, b) => a.sequence - b.sequence);
  }

  /** What of a document is not there: never came, cannot be read, or was given up by the recorder. Ms since the document's origin. */
  gaps(document: string): Gap[] {
    const broken = [...this.#broken.values()].filter((chunk) => chunk.document === document);
    return [
      ...missing(this.chunksOf(document)),
      ...broken.map(({ firstMs, lastMs }) => ({ fromMs: firstMs, toMs: lastMs })),
      ...(this.#told.get(document) ?? [])
    ];
  }

  has(document: string, ms: number, ahead: number): boolean {
    return neededChunks(this.chunksOf(document), ms, ahead).every((chunk) => this.#taken.has(keyOf(chunk)));
  }

  /** Resolves when all that is needed to show a document at `ms` and play on for `ahead` ms has been handed on. */
  ensure(document: string, ms: number, ahead: number): Promise<void> {
    const work = this.#queue.then(() => this.assets.ready()).then(() => this.#take(document, ms, ahead));
    this.#queue = work.catch(() => undefined);
    return work;
  }

  async #take(document: string, ms: number, ahead: number): Promise<void> {
    const wanted = () =>
      neededChunks(this.chunksOf(document), ms, ahead).filter((chunk) => !this.#taken.has(keyOf(chunk)));
    for (const window of planWindows(wanted())) {
      const current = await this.#fetch(window);
      if (current === null) {
        this.update(await this.refetch());
        for (const again of planWindows(wanted())) {
          const bytes = await this.#fetch(again);
          if (bytes === null) throw new Problem(412, 'The recording keeps changing', 'Try again in a moment.');
          await this.#read(again, bytes);
        }
        return;
      }
      await this.#read(window, current);
    }
  }

  /** Null where the manifest is out of date. */
  async #fetch(window: Window): Promise<Uint8Array | null> {
    try {
      const response = await request(this.#manifest.dataUrl, {
        headers: { range: `bytes=${window.from}-${window.to}` }
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      return response.status === 206 ? bytes : bytes.subarray(window.from, window.to + 1);
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 412) return null;
      throw failure;
    }
  }

  async #read(window: Window, bytes: Uint8Array): Promise<void> {
    const inOrder = [...window.chunks].sort((a, b) => a.document.localeCompare(b.document) || a.sequence - b.sequence);
    for (const chunk of inOrder) {
      if (this.#taken.has(keyOf(chunk))) continue;
      this.#taken.add(keyOf(chunk));
      try {
        const events = await readEvents(slice(bytes, window, chunk), chunk.codec);
        const told = gapsTold(events);
        if (told.length) this.#told.set(chunk.document, [...(this.#told.get(chunk.document) ?? []), ...told]);
        const { sanitiser, relocation } = this.#cleanerOf(chunk.document);
        this.deliver(chunk.document, events.map((event) => relocation.apply(sanitiser.clean(event))));
      } catch {
        this.#broken.set(keyOf(chunk), chunk);
      }
    }
  }

  /** Asks for what pages showed and was not there before. @returns documents whose events have changed */
  async refreshAssets(): Promise<string[]> {
    await this.assets.refresh();
    return [...this.#cleaners].filter(([, { relocation }]) => relocation.retry()).map(([document]) => document);
  }

  #cleanerOf(document: string): Cleaner {
    let cleaner = this.#cleaners.get(document);
    if (!cleaner) {
      const relocation = new Relocation((name) => this.assets.find(document, name));
      this.#cleaners.set(document, (cleaner = { sanitiser: new Sanitiser(), relocation }));
    }
    return cleaner;
  }
}

/** What a document's events go through before they are rebuilt. */
interface Cleaner {
  sanitiser: Sanitiser;
  relocation: Relocation;
}
