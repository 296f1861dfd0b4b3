import type { KeptAsset, Manifest } from '$lib/api/types';
import { Lookahead } from './ahead';
import { Assets } from './assets';
import type { Gap } from './chunks';
import type { Place } from './course';
import { Recording } from './recording';
import { Stages } from './stages.svelte';

export interface ScreenOptions {
  refetch: () => Promise<Manifest>;
  assets: () => Promise<KeptAsset[]>;
  /** Colour of the pointer's trail; false for none. */
  trail: string | false;
}

/** Shows places of a session's documents: fetches what they need, rebuilds them, and tells what is missing. */
export class Screen {
  failure = $state<unknown>(null);
  /** What is missing at the place shown, if anything. */
  gap = $state<Gap | null>(null);
  /** Counts how often a page came to stand at a place. */
  stands = $state(0);

  readonly stages: Stages;
  readonly #recording: Recording;
  readonly #ahead: Lookahead;
  /** The revision for which assets were asked. */
  #assetsOf: string | null = null;

  constructor(manifest: Manifest, { refetch, assets, trail }: ScreenOptions) {
    this.stages = new Stages(trail);
    this.#recording = new Recording(manifest, refetch, new Assets(assets), (document, events) => this.stages.add(document, events));
    this.#ahead = new Lookahead(this.#recording, (failure) => (this.failure = failure));
  }

  update(manifest: Manifest): void {
    this.#recording.update(manifest);
  }

  /** What pages showed comes after what they were. @returns whether they have to be shown anew */
  async refreshAssets(revision: string): Promise<boolean> {
    if (revision === this.#assetsOf) return false;
    const first = this.#assetsOf === null;
    this.#assetsOf = revision;
    if (first) return false;
    for (const document of await this.#recording.refreshAssets()) this.stages.renew(document);
    return true;
  }

  /** Resolves when a place can be shown and played on from for `ahead` ms. */
  load({ document, ms }: Place, ahead: number): Promise<void> {
    return this.#recording.ensure(document, ms, ahead);
  }

  /** Plays on from a place, or along with it. @returns false where it has to be loaded first */
  run(here: Place, next: (Place & { inMs: number }) | null, speed: number): boolean {
    if (!this.#recording.has(here.document, here.ms, 0)) return false;
    this.#ahead.fetch(here, next, speed);
    this.show(here);
    this.stages.of(here.document)?.run(here.ms, speed);
    return true;
  }

  /** Brings a document to the front, without moving it. */
  show(here: Place): void {
    this.stages.show(here.document);
    this.#noteGap(here);
  }

  /** Resolves when the page stands as it was then. */
  async hold(here: Place): Promise<void> {
    this.stages.show(here.document);
    this.stages.of(here.document)?.show(here.ms);
    await afterBuild();
    this.stands += 1;
    this.#noteGap(here);
  }

  #noteGap({ document, ms }: Place): void {
    this.gap = this.#recording.gaps(document).find((gap) => ms >= gap.fromMs - 500 && ms <= gap.toMs + 1_500) ?? null;
  }
}

/** The replayer rebuilds a first snapshot that lies ahead of the position in a timer of its own. */
function afterBuild(): Promise<void> {
  return new Promise((done) => setTimeout(done, 10));
}
