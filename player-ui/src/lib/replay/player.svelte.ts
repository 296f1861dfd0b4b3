import { serviceNow } from '$lib/api/client';
import type { KeptAsset, Manifest, Timeline } from '$lib/api/types';
import { Assets } from './assets';
import { SessionClock } from './clock';
import type { Gap } from './chunks';
import { Recording } from './recording';
import { place, segmentAt, segments, type Placed, type Segment } from './segments';
import { DocumentStage, type Size } from './stage';
import { stillStretches, type Stretch } from './stillness';

/** How much is fetched ahead of the position, in ms of playing time. */
const aheadMs = 30_000;

/** Rebuilt pages kept beside the one shown; others keep their events only. */
const keptStages = 3;

/** Behind now when following a running session: sealing, sending and asking take up to about this long. */
const liveLagMs = 8_000;

export interface PlayerOptions {
  refetch: () => Promise<Manifest>;
  assets: () => Promise<KeptAsset[]>;
  /** Colour of the pointer's trail; false for none. */
  trail: string | false;
}

/**
 * Plays one session: one clock for all its documents, one stage per document, one of them shown at a time.
 * All times in ms since the session's start.
 */
export class SessionPlayer {
  position = $state(0);
  endMs = $state(0);
  playing = $state(false);
  speed = $state(1);
  skipping = $state(true);
  following = $state(false);
  waiting = $state(false);
  open = $state(false);
  /** Length of the stretch just skipped, for a moment. */
  skippedMs = $state(0);
  size = $state<Size | null>(null);
  shown = $state<string | null>(null);
  failure = $state<unknown>(null);
  /** What is missing at the position, if anything. */
  gap = $state<Gap | null>(null);
  segments = $state.raw<Segment[]>([]);
  /** Counts how often a page came to stand at a position. */
  stands = $state(0);

  readonly #clock = new SessionClock();
  readonly #recording: Recording;
  readonly #stages = new Map<string, DocumentStage>();
  #still: Stretch[] = [];
  #documents: Placed[] = [];
  #startedAt = 0;
  #root: HTMLElement | null = null;
  #frame = 0;
  #ask = 0;
  #skipNotice = 0;
  #growth = 0;
  /** The revision for which assets were asked. */
  #assetsOf: string | null = null;

  constructor(
    manifest: Manifest,
    private readonly options: PlayerOptions
  ) {
    this.#recording = new Recording(manifest, options.refetch, new Assets(options.assets), (document, events) => {
      this.#stage(document)?.add(events);
    });
  }

  mount(root: HTMLElement): void {
    this.#root = root;
    this.#growth = window.setInterval(() => this.#grow(), 500);
    void this.#present();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    clearInterval(this.#growth);
    clearTimeout(this.#skipNotice);
    for (const stage of this.#stages.values()) stage.destroy();
    this.#stages.clear();
    this.#root = null;
  }

  /** Takes in what is new of a running session, or better lanes. */
  update(manifest: Manifest, timeline: Timeline | undefined): void {
    this.#recording.update(manifest);
    this.#startedAt = Date.parse(manifest.startedAt);
    this.#documents = place(manifest.documents, this.#startedAt);
    this.open = manifest.open;
    const recorded = Math.max(0, ...this.#documents.map((document) => document.toMs));
    const ended = manifest.endedAt ? Date.parse(manifest.endedAt) - this.#startedAt : 0;
    this.endMs = Math.max(recorded, ended, 1);
    this.#clock.setEnd(this.endMs);
    this.#grow();
    this.segments = segments(manifest, timeline, this.endMs);
    this.#still = stillStretches(timeline, this.#documents, manifest.chunks, this.#startedAt, this.endMs);
    if (!manifest.open) this.following = false;
    if (this.#root && !this.playing) void this.#present();
    if (manifest.revision !== this.#assetsOf) void this.#refreshAssets(manifest.revision);
  }

  /** What pages showed comes after what they were. */
  async #refreshAssets(revision: string): Promise<void> {
    const first = this.#assetsOf === null;
    this.#assetsOf = revision;
    if (first) return;
    for (const document of await this.#recording.refreshAssets()) this.#stages.get(document)?.renew();
    if (this.#root && !this.playing) void this.#present();
  }

  /** A running session gets longer also while its pages are still. */
  #grow(): void {
    if (!this.open) return;
    this.endMs = Math.max(this.endMs, serviceNow() - this.#startedAt);
    this.#clock.setEnd(this.endMs);
  }

  play(): void {
    if (this.playing) return;
    if (this.#clock.position >= this.endMs - 50 && !this.open) this.#clock.seek(0);
    this.playing = true;
    this.#clock.start();
    this.#tick();
  }

  pause(): void {
    this.playing = false;
    this.following = false;
    this.waiting = false;
    cancelAnimationFrame(this.#frame);
    this.#clock.stop();
    void this.#present();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Resolves when the page stands as it was then, also while playing. */
  async seek(ms: number): Promise<void> {
    this.following = false;
    this.#clock.seek(ms);
    await this.#present();
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    this.following = false;
    this.#clock.setSpeed(speed);
  }

  /** Jumps to what happens now and stays with it. */
  goLive(): void {
    if (!this.open) return;
    this.setSpeed(1);
    this.#clock.seek(serviceNow() - this.#startedAt - liveLagMs);
    this.following = true;
    this.play();
  }

  /** The page shown; null where nothing has been rebuilt. */
  rebuilt(): Document | null {
    return (this.shown && this.#stages.get(this.shown)?.document) || null;
  }

  /** @throws where nothing has been rebuilt */
  document(): Document {
    const document = this.rebuilt();
    if (!document) throw new Error('Nothing of this session has been rebuilt yet');
    return document;
  }

  #tick = (): void => {
    if (!this.playing) return;
    this.#frame = requestAnimationFrame(this.#tick);
    if (this.waiting) return;
    this.#skipStill();
    const position = this.#clock.position;
    this.position = position;
    const segment = segmentAt(this.segments, position);
    if (segment) this.#playSegment(segment, position);
    if (position >= this.endMs && !this.open) this.pause();
  };

  #playSegment(segment: Segment, position: number): void {
    const ms = this.#documentMs(segment.document, position);
    const ahead = aheadMs * this.speed;
    if (!this.#recording.has(segment.document, ms, 0)) {
      void this.#waitFor(segment.document, ms);
      return;
    }
    if (!this.#recording.has(segment.document, ms, ahead / 2)) this.#fetchAhead(segment.document, ms, ahead);
    const next = this.segments[this.segments.indexOf(segment) + 1];
    if (next && next.fromMs - position < ahead) {
      const nextMs = this.#documentMs(next.document, next.fromMs);
      if (!this.#recording.has(next.document, nextMs, 1_000)) this.#fetchAhead(next.document, nextMs, 1_000);
    }
    this.#show(segment.document);
    this.#stage(segment.document)?.run(ms, this.speed);
    this.#noteGap(segment.document, ms);
  }

  #fetchAhead(document: string, ms: number, ahead: number): void {
    if (this.#ask > 0) return;
    this.#ask += 1;
    this.#recording
      .ensure(document, ms, ahead)
      .catch((failure: unknown) => (this.failure = failure))
      .finally(() => (this.#ask -= 1));
  }

  async #waitFor(document: string, ms: number): Promise<void> {
    this.waiting = true;
    this.#clock.stop();
    try {
      await this.#recording.ensure(document, ms, 2_000);
      if (this.playing) this.#clock.start();
    } catch (failure) {
      this.failure = failure;
      this.pause();
    } finally {
      this.waiting = false;
    }
  }

  /** Shows the page at the position; while playing the next frame takes it on from there. */
  async #present(): Promise<void> {
    const position = this.#clock.position;
    this.position = position;
    const segment = segmentAt(this.segments, position);
    if (!this.#root || !segment) return;
    const ms = this.#documentMs(segment.document, position);
    try {
      await this.#recording.ensure(segment.document, ms, this.playing ? 2_000 : 0);
      this.failure = null;
    } catch (failure) {
      this.failure = failure;
      return;
    }
    if (!this.#root || Math.abs(this.#clock.position - position) > (this.playing ? 5_000 : 0)) return;
    this.#show(segment.document);
    if (!this.playing) {
      this.#stage(segment.document)?.show(ms);
      await afterBuild();
      this.stands += 1;
    }
    this.#noteGap(segment.document, ms);
  }

  retry(): void {
    this.failure = null;
    void this.#present();
  }

  #skipStill(): void {
    if (!this.skipping || this.following) return;
    const position = this.#clock.position;
    const stretch = this.#still.find(({ fromMs, toMs }) => position >= fromMs && position < toMs - 200);
    if (!stretch) return;
    this.#clock.seek(stretch.toMs);
    this.skippedMs = stretch.toMs - position;
    clearTimeout(this.#skipNotice);
    this.#skipNotice = window.setTimeout(() => (this.skippedMs = 0), 1_800);
  }

  #noteGap(document: string, ms: number): void {
    this.gap =
      this.#recording.gaps(document).find((gap) => ms >= gap.fromMs - 500 && ms <= gap.toMs + 1_500) ?? null;
  }

  #documentMs(document: string, position: number): number {
    const placed = this.#documents.find(({ id }) => id === document);
    return Math.max(0, position - (placed?.originMs ?? 0));
  }

  #show(document: string): void {
    if (this.shown === document && this.#stages.has(document)) return;
    this.shown = document;
    const stage = this.#stage(document);
    for (const [id, other] of this.#stages) other.setVisible(id === document);
    if (!stage) return;
    this.#stages.delete(document);
    this.#stages.set(document, stage);
    for (const resting of [...this.#stages.values()].slice(0, -1 - keptStages)) resting.rest();
    this.size = stage.size;
  }

  #stage(document: string): DocumentStage | undefined {
    let stage = this.#stages.get(document);
    if (!stage && this.#root) {
      stage = new DocumentStage(this.#root, () => this.#resized(document), this.options.trail);
      stage.setVisible(document === this.shown);
      this.#stages.set(document, stage);
    }
    return stage;
  }

  #resized(document: string): void {
    if (document === this.shown) this.size = this.#stages.get(document)?.size ?? null;
  }
}

/** The replayer rebuilds a first snapshot that lies ahead of the position in a timer of its own. */
function afterBuild(): Promise<void> {
  return new Promise((done) => setTimeout(done, 10));
}
