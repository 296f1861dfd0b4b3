/**
 * What the page has marked around a node. Marks are inherited downwards, through shadow roots and frames of the same
 * origin, and `data-lastseen-mask` cannot be undone further down.
 */
export const Mark = { mask: 1, editable: 2, unmask: 4, block: 8 } as const;

export const MASK = 'data-lastseen-mask';
export const UNMASK = 'data-lastseen-unmask';
export const BLOCK = 'data-lastseen-block';
export const EDITABLE = 'contenteditable';

export const BLOCK_SELECTOR = `[${BLOCK}]`;
const MARKED = `[${MASK}],[${UNMASK}],[${BLOCK}],[${EDITABLE}]`;

/** Text below these marks is masked. */
export const masksText = (marks: number): boolean => (marks & Mark.mask) > 0 || (marks & (Mark.editable | Mark.unmask)) === Mark.editable;

export const isEditable = (value: unknown): boolean => value !== null && value !== undefined && String(value).toLowerCase() !== 'false';

export function marksOf(element: Element): number {
  return (
    (element.hasAttribute(MASK) ? Mark.mask : 0) |
    (element.hasAttribute(UNMASK) ? Mark.unmask : 0) |
    (element.hasAttribute(BLOCK) ? Mark.block : 0) |
    (isEditable(element.getAttribute(EDITABLE)) ? Mark.editable : 0)
  );
}

/** The marks that hold for a node: its own and those of everything around it. */
export function marksAt(node: Node | null): number {
  let marks = 0;
  let at: Node | null = node;
  while (at) {
    const element: Element | null = at.nodeType === 1 ? (at as Element) : at.parentElement;
    for (let marked = element?.closest(MARKED) ?? null; marked; marked = marked.parentElement?.closest(MARKED) ?? null) marks |= marksOf(marked);
    const root: Node = (element ?? at).getRootNode();
    if ((root as Document).designMode === 'on') marks |= Mark.editable;
    at = around(root);
  }
  return marks;
}

/** The element that holds a shadow root or a frame's document. */
function around(root: Node): Element | null {
  if ('host' in root) return (root as ShadowRoot).host;
  if (root.nodeType !== 9) return null;
  try {
    return (root as Document).defaultView?.frameElement ?? null;
  } catch {
    return null;
  }
}
