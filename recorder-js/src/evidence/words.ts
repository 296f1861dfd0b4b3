const BUDGET_MS = 8;
const MOST_NODES = 5_000;
/** Scripts without spaces between words: one word is about two characters. */
const IDEOGRAPHIC = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g;

export function countWords(text: string): number {
  const ideographs = text.match(IDEOGRAPHIC)?.length ?? 0;
  const rest = ideographs ? text.replace(IDEOGRAPHIC, ' ') : text;
  return (rest.match(/\S+/g)?.length ?? 0) + Math.round(ideographs / 2);
}

/** Words of text in the visible part of the window, or undefined where counting would take too long. */
export function wordsInView(window: Window): number | undefined {
  const { document } = window;
  if (!document.body) return undefined;
  const started = performance.now();
  const width = window.innerWidth;
  const height = window.innerHeight;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Map<Element, boolean>();
  let words = 0;
  let nodes = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (++nodes > MOST_NODES || ((nodes & 31) === 0 && performance.now() - started > BUDGET_MS)) return undefined;
    const parent = node.parentElement;
    const text = node.nodeValue ?? '';
    if (!parent || !/\S/.test(text) || /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|OPTION|TEXTAREA)$/.test(parent.tagName)) continue;
    let visible = seen.get(parent);
    if (visible === undefined) seen.set(parent, (visible = inView(parent, width, height)));
    if (visible) words += countWords(text);
  }
  return words;
}

function inView(element: Element, width: number, height: number): boolean {
  const box = element.getBoundingClientRect();
  if (!box.width || !box.height || box.bottom <= 0 || box.right <= 0 || box.top >= height || box.left >= width) return false;
  return element.checkVisibility ? element.checkVisibility({ opacityProperty: true, visibilityProperty: true } as never) : true;
}
