import { serviceNow } from '$lib/api/client';
import type { Manifest, Timeline } from '$lib/api/types';
import { SessionClock } from './clock';
import { Course, knownLength, type Place } from './course';
import { Screen, type ScreenOptions } from './screen.svelte';

/** Behind now when following a running session: sealing, sending and asking take up to about this long. */
const liveLagMs = 8_000;

/** How much must have come before playing goes on, in ms of playing time. */
const enoughMs = 2_000;

/** What took longer than this to come while playing is not shown any more. */
const overtakenMs = 5_000;

/** How long one is told that a stretch was skipped. */
const noticeMs = 1_800;

/**
 * Plays one session: one clock for all its documents, one of which is on the screen.
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

  readonly screen: Screen;
  readonly #clock = new SessionClock();
  #course: Course;
  #startedAt = 0;
  #frame = 0;
  #skipNotice = 0;
  #growth = 0;

  constructor(manifest: Manifest, options: ScreenOptions) {
    this.screen = new Screen(manifest, options);
    this.#course = new Course(manifest, undefined, 0);
  }

  mount(root: HTMLElement): void {
    this.screen.stages.mount(root);
    this.#growth = window.setInterval(() => this.#grow(), 500);
    void this.#present();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    clearInterval(this.#growth);
    clearTimeout(this.#skipNotice);
    this.screen.stages.destroy();
  }

  /** Takes in what is new of a running session, or better lanes. */
  update(manifest: Manifest, timeline: Timeline | undefined): void {
    this.screen.update(manifest);
    this.#startedAt = Date.parse(manifest.startedAt);
    this.open = manifest.open;
    this.endMs = knownLength(manifest);
    this.#clock.setEnd(this.endMs);
    this.#grow();
    this.#course = new Course(manifest, timeline, this.endMs);
    if (!manifest.open) this.following = false;
    this.#presentUnlessPlaying();
    void this.screen.refreshAssets(manifest.revision).then((changed) => changed && this.#presentUnlessPlaying());
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

  retry(): void {
    this.screen.failure = null;
    void this.#present();
  }

  #tick = (): void => {
    if (!this.playing) return;
    this.#frame = requestAnimationFrame(this.#tick);
    if (this.waiting) return;
    this.#skipStill();
    const position = this.#clock.position;
    this.position = position;
    const here = this.#course.at(position);
    if (here && !this.screen.run(here, this.#course.after(position), this.speed)) void this.#waitFor(here);
    if (position >= this.endMs && !this.open) this.pause();
  };

  async #waitFor(here: Place): Promise<void> {
    this.waiting = true;
    this.#clock.stop();
    try {
      await this.screen.load(here, enoughMs);
      if (this.playing) this.#clock.start();
    } catch (failure) {
      this.screen.failure = failure;
      this.pause();
    } finally {
      this.waiting = false;
    }
  }

  /** Shows the page at the position; while playing the next frame takes it on from there. */
  async #present(): Promise<void> {
    const position = this.#clock.position;
    this.position = position;
    const here = this.#course.at(position);
    if (!this.screen.stages.mounted || !here) return;
    try {
      await this.screen.load(here, this.playing ? enoughMs : 0);
      this.screen.failure = null;
    } catch (failure) {
      this.screen.failure = failure;
      return;
    }
    if (!this.screen.stages.mounted || Math.abs(this.#clock.position - position) > (this.playing ? overtakenMs : 0)) return;
    if (this.playing) this.screen.show(here);
    else await this.screen.hold(here);
  }

  #presentUnlessPlaying(): void {
    if (this.screen.stages.mounted && !this.playing) void this.#present();
  }

  #skipStill(): void {
    if (!this.skipping || this.following) return;
    const position = this.#clock.position;
    const stretch = this.#course.stillAt(position);
    if (!stretch) return;
    this.#clock.seek(stretch.toMs);
    this.skippedMs = stretch.toMs - position;
    clearTimeout(this.#skipNotice);
    this.#skipNotice = window.setTimeout(() => (this.skippedMs = 0), noticeMs);
  }
}
