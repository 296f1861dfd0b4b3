import type { Place } from './course';
import type { Recording } from './recording';

/** How much is fetched ahead of the position, in ms of playing time. */
const aheadMs = 30_000;

/** How much of the next document is. */
const beginningMs = 1_000;

/** Keeps at hand what is about to be played. */
export class Lookahead {
  #asking = 0;

  constructor(
    private readonly recording: Recording,
    private readonly failed: (failure: unknown) => void
  ) {}

  /** @param next what is shown after this document, null where it is the last */
  fetch(here: Place, next: (Place & { inMs: number }) | null, speed: number): void {
    const ahead = aheadMs * speed;
    if (!this.recording.has(here.document, here.ms, ahead / 2)) this.#ask(here, ahead);
    if (next && next.inMs < ahead && !this.recording.has(next.document, next.ms, beginningMs)) this.#ask(next, beginningMs);
  }

  #ask({ document, ms }: Place, ahead: number): void {
    if (this.#asking > 0) return;
    this.#asking += 1;
    this.recording
      .ensure(document, ms, ahead)
      .catch(this.failed)
      .finally(() => (this.#asking -= 1));
  }
}
