import type { eventWithTime } from '@rrweb/types';
import { DocumentStage, type Size } from './stage';

/** Rebuilt pages kept beside the one shown; others keep their events only. */
const keptStages = 3;

/** One stage per document of a session, one of them shown at a time. */
export class Stages {
  shown = $state<string | null>(null);
  /** Of the page shown. */
  size = $state<Size | null>(null);

  /** In the order in which they were shown last. */
  readonly #all = new Map<string, DocumentStage>();
  #root: HTMLElement | null = null;

  /** @param trail colour of the pointer's trail; false for none */
  constructor(private readonly trail: string | false) {}

  get mounted(): boolean {
    return this.#root !== null;
  }

  /** The page shown; null where nothing has been rebuilt. */
  get rebuilt(): Document | null {
    return (this.shown && this.#all.get(this.shown)?.document) || null;
  }

  mount(root: HTMLElement): void {
    this.#root = root;
  }

  destroy(): void {
    for (const stage of this.#all.values()) stage.destroy();
    this.#all.clear();
    this.#root = null;
  }

  add(document: string, events: readonly eventWithTime[]): void {
    this.of(document)?.add(events);
  }

  renew(document: string): void {
    this.#all.get(document)?.renew();
  }

  show(document: string): void {
    if (this.shown === document && this.#all.has(document)) return;
    this.shown = document;
    const stage = this.of(document);
    for (const [id, other] of this.#all) other.setVisible(id === document);
    if (!stage) return;
    this.#all.delete(document);
    this.#all.set(document, stage);
    for (const resting of [...this.#all.values()].slice(0, -1 - keptStages)) resting.rest();
    this.size = stage.size;
  }

  /** Undefined while there is nowhere to build it. */
  of(document: string): DocumentStage | undefined {
    let stage = this.#all.get(document);
    if (!stage && this.#root) {
      stage = new DocumentStage(this.#root, () => this.#resized(document), this.trail);
      stage.setVisible(document === this.shown);
      this.#all.set(document, stage);
    }
    return stage;
  }

  #resized(document: string): void {
    if (document === this.shown) this.size = this.#all.get(document)?.size ?? null;
  }
}
