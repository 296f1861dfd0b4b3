import { Replayer } from '@rrweb/replay';
import { EventType } from '@rrweb/types';
import type { eventWithTime } from '@rrweb/types';
import { placeholderRules, placeholders } from './placeholders';

export interface Size {
  width: number;
  height: number;
}

/** Events stay in ms since the document's origin, so the first must lie at 0 and the last beyond any real one. */
const sentinel = (timestamp: number): eventWithTime => ({
  type: EventType.Custom,
  data: { tag: 'lastseen.edge', payload: null },
  timestamp
});

/** Beyond any document's life; without it the replayer would stop for good at the last event that has come so far. */
const beyond = 2 ** 41;

/**
 * One document rebuilt by one Replayer. All times are ms since the document's origin. The session's clock drives it:
 * it is shown at an instant, or runs along from there.
 */
export class DocumentStage {
  readonly element = document.createElement('div');
  readonly #events: eventWithTime[] = [sentinel(0), sentinel(beyond)];
  #replayer: Replayer | null = null;
  /** Events came that belong before ones already applied: only a new build can take them in. */
  #stale = false;
  /** Events came that the running replayer has not scheduled. */
  #behind = false;
  #running = false;
  #speed = 1;
  #firstSnapshotMs = 0;
  /** The first snapshot that is held while the position has not come to it. */
  #heldMs: number | null = null;
  size: Size | null = null;

  constructor(
    root: HTMLElement,
    private readonly resized: () => void,
    private readonly trail: string | false
  ) {
    this.element.className = 'stage-document';
    root.append(this.element);
  }

  /** The rebuilt page; null until something of it has come. */
  get document(): Document | null {
    return this.#replayer?.iframe.contentDocument ?? null;
  }

  get empty(): boolean {
    return this.#events.length === 2;
  }

  /** @param events in order, of one chunk, already sanitised */
  add(events: readonly eventWithTime[]): void {
    if (events.length === 0) return;
    for (const event of events) this.#insert(event);
    const first = this.#events.find(({ type }) => type === EventType.FullSnapshot);
    this.#firstSnapshotMs = first?.timestamp ?? 0;
    if (!this.#replayer) return;
    const { events: own, lastPlayedEvent } = this.#replayer.service.state.context;
    own.length = 0;
    for (const event of this.#events) own.push(event);
    if ((events[0]?.timestamp ?? 0) < (lastPlayedEvent?.timestamp ?? 0)) this.#stale = true;
    this.#behind = true;
  }

  /** Events have changed in place: the next showing builds the page anew. */
  renew(): void {
    this.#stale = true;
  }

  /** Rebuilds the page as it was at that instant and holds it; before its first snapshot, as it was in that. */
  show(ms: number): void {
    this.#running = false;
    this.#heldMs = null;
    const at = Math.max(ms, this.#firstSnapshotMs);
    this.#at((replayer) => replayer.pause(at + 1));
  }

  /** Plays on from that instant; does nothing where it already runs within 150 ms of it. */
  run(ms: number, speed: number): void {
    if (ms < this.#firstSnapshotMs) {
      if (this.#heldMs !== this.#firstSnapshotMs) this.show(ms);
      this.#heldMs = this.#firstSnapshotMs;
      return;
    }
    this.#heldMs = null;
    const drift = Math.abs(this.#runningMs() - ms);
    const settled = this.#running && !this.#stale && !this.#behind && speed === this.#speed;
    if (settled && drift < 150 * Math.max(1, speed)) return;
    this.#running = true;
    this.#speed = speed;
    this.#at((replayer) => {
      replayer.setConfig({ speed });
      replayer.play(ms);
    });
  }

  setVisible(visible: boolean): void {
    this.element.hidden = !visible;
    if (!visible && this.#running) {
      this.#running = false;
      this.#replayer?.pause();
    }
  }

  /** Gives the rebuilt page up and keeps its events; the next showing builds it anew. */
  rest(): void {
    this.#running = false;
    this.#replayer?.destroy();
    this.#replayer = null;
  }

  destroy(): void {
    this.rest();
    this.element.remove();
  }

  #runningMs(): number {
    if (!this.#running || !this.#replayer) return -1;
    return this.#replayer.getCurrentTime();
  }

  #at(move: (replayer: Replayer) => void): void {
    if (this.empty) return;
    if (this.#stale && this.#replayer) {
      this.#replayer.destroy();
      this.#replayer = null;
    }
    this.#stale = false;
    this.#behind = false;
    this.#replayer ??= this.#build();
    move(this.#replayer);
  }

  #build(): Replayer {
    const replayer = new Replayer([...this.#events], {
      root: this.element,
      speed: this.#speed,
      showWarning: false,
      useVirtualDom: false,
      triggerFocus: false,
      loadTimeout: 0,
      mouseTail: this.trail === false ? false : { duration: 600, lineCap: 'round', lineWidth: 3, strokeStyle: this.trail },
      insertStyleRules: placeholderRules,
      plugins: [placeholders]
    });
    replayer.iframe.title = 'The page as the visitor saw it';
    replayer.iframe.tabIndex = -1;
    replayer.on('resize', (given) => {
      this.size = given as Size;
      this.resized();
    });
    return replayer;
  }

  #insert(event: eventWithTime): void {
    let at = this.#events.length - 1;
    while (at > 1 && (this.#events[at - 1]?.timestamp ?? 0) > event.timestamp) at -= 1;
    this.#events.splice(at, 0, event);
  }
}
