import { guard } from '../guard';
import type { SerialNode } from './tree';

type Root = Document | ShadowRoot;

const LOOK_EVERY_MS = 1_000;

/**
 * The engine hears of `adoptedStyleSheets = [...]`, but not of a sheet pushed into the list, nor of a list that was
 * emptied. So what it has recorded is compared with what is there.
 */
export function adoptedSheets(rootOf: (id: number) => Root | null, idOf: (document: Document) => number, emptied: (id: number) => void) {
  const recorded = new Map<number, number>();
  let timer: ReturnType<typeof setInterval> | undefined;

  function look() {
    const page = idOf(document);
    if (page > 0 && !recorded.has(page)) recorded.set(page, 0);
    for (const [id, count] of recorded) {
      const root = rootOf(id);
      const now = root?.adoptedStyleSheets?.length ?? 0;
      if (!root) recorded.delete(id);
      else if (now !== count) {
        recorded.set(id, now);
        // the engine listens to the setter: the same list once more says nothing to the page
        if (now) root.adoptedStyleSheets = [...root.adoptedStyleSheets];
        else emptied(id);
      }
    }
  }
  return {
    /** A shadow root was recorded. */
    host: ({ id }: SerialNode): void => void (recorded.has(id) || recorded.set(id, 0)),
    /** The engine has recorded a list. */
    noted: (id: number, count: number): void => void recorded.set(id, count),
    start(): void {
      timer = setInterval(guard(look), LOOK_EVERY_MS);
    },
    stop(): void {
      clearInterval(timer);
      recorded.clear();
    },
  };
}
