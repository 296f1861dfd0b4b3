import { describe, meant, shortPath } from '$recorder/evidence/element';
import type { ElementDescriptor } from '$lib/api/types';

/** Something in the page shown that a click could have meant. */
export interface Found {
  element: Element;
  /** As the recorder writes it with a click. */
  described: ElementDescriptor;
  /** Nothing inside it was recorded; clicks on it were. */
  blocked: boolean;
}

const placeholder = '[data-lastseen-placeholder="blocked"]';

/** Handlers are recorded as being there, and rebuilt under another name. */
const rebuilt = ',[_onclick]';

/** What a click at this point of the rebuilt page, CSS px, would have been recorded as; null where none would be. */
export function foundAt(document: Document, x: number, y: number): Found | null {
  let target = document.elementFromPoint(x, y);
  while (target?.shadowRoot) {
    const inner: Element | null = target.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === target) break;
    target = inner;
  }
  return target && found(target);
}

/** Null for what is no element of its own, and for frames: clicks inside them are their documents'. */
export function found(target: Element): Found | null {
  const element = target.closest(placeholder) ?? meant(target, rebuilt);
  if (/^(html|body|iframe|frame)$/i.test(element.tagName)) return null;
  if (!isBlocked(element)) return { element, described: describe(element), blocked: false };
  return { element, described: { tag: element.tagName.toLowerCase(), path: shortPath(element) }, blocked: true };
}

/** Whether it stands for something of which the recording has nothing but the size. */
export const isBlocked = (element: Element): boolean => element.matches(placeholder);

/** The element of the rebuilt page that was recorded so; null where it is not in the page, as it is now. */
export function lookUp(document: Document, described: ElementDescriptor): Element | null {
  if (!described.path) return null;
  const wanted = written(described);
  for (const element of document.querySelectorAll(selectorOf(described.path))) {
    const same = found(element);
    if (same?.element === element && written(same.described) === wanted) return element;
  }
  return null;
}

/** Two descriptions that say the same are written the same. */
export function written({ tag, id, role, label, path, classes, data }: ElementDescriptor): string {
  const attributes = Object.entries(data ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([tag, id ?? '', role ?? '', label ?? '', path, classes ?? [], attributes]);
}

function selectorOf(path: string): string {
  return path
    .split('>')
    .map((step) => step.replace(/^([^#:]+)#(.*)$/, (_, tag: string, id: string) => `${tag}[id^="${CSS.escape(id)}"]`))
    .join('>');
}
