import type { ElementDescriptor } from '$lib/api/types';
import { foundAt, isBlocked, lookUp, type Found } from './found';

/** Where something is in the page shown, CSS px of that page. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What was picked; its element is null where it is not in the page as it is shown now. */
export type Picked = Omit<Found, 'element'> & { element: Element | null };

/** Picking an element of the page that a replay shows. */
export class Picking {
  active = $state(false);
  pointed = $state.raw<Picked | null>(null);
  picked = $state.raw<Picked | null>(null);
  /** Pages scroll and are rebuilt beneath what is outlined. */
  #moved = $state(0);

  /** @param document the page shown; null while there is none */
  constructor(private readonly document: () => Document | null) {}

  /** Of what is pointed at, else of what was picked. */
  get outlined(): { box: Box; described: ElementDescriptor } | null {
    void this.#moved;
    const one = this.pointed ?? this.picked;
    if (!one?.element?.isConnected || one.element.ownerDocument !== this.document()) return null;
    const { left, top, width, height } = one.element.getBoundingClientRect();
    return { box: { left, top, width, height }, described: one.described };
  }

  /** @param x CSS px of the page shown, as is y */
  pointAt(x: number, y: number): void {
    const document = this.document();
    this.pointed = document && foundAt(document, x, y);
  }

  pickAt(x: number, y: number): void {
    this.pointAt(x, y);
    if (this.pointed) this.picked = this.pointed;
  }

  /** What was recorded as clicked is outlined, where it is in the page. */
  show(described: ElementDescriptor | null): void {
    this.pointed = described && this.#found(described);
  }

  pick(described: ElementDescriptor): void {
    this.picked = this.#found(described);
    this.picked.element?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    this.refresh();
  }

  scrollBy(x: number, y: number, left: number, top: number): void {
    const document = this.document();
    if (!document) return;
    let at: Element | null = document.elementFromPoint(x, y);
    for (; at; at = at.parentElement) {
      const before = [at.scrollLeft, at.scrollTop];
      at.scrollBy(left, top);
      if (at.scrollLeft !== before[0] || at.scrollTop !== before[1]) break;
    }
    if (!at) document.defaultView?.scrollBy(left, top);
    this.pointAt(x, y);
    this.refresh();
  }

  /** The page has changed: what was picked is looked for anew. */
  refresh(): void {
    const { picked } = this;
    if (picked && !picked.element?.isConnected) this.picked = { ...picked, element: this.#found(picked.described).element };
    if (this.pointed && !this.pointed.element?.isConnected) this.pointed = null;
    this.#moved += 1;
  }

  leave(): void {
    this.active = false;
    this.pointed = null;
    this.picked = null;
  }

  #found(described: ElementDescriptor): Picked {
    const document = this.document();
    const element = document && lookUp(document, described);
    return { element, described, blocked: element !== null && isBlocked(element) };
  }
}
