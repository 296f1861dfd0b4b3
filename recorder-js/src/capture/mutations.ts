import { marksAt, masksText } from '../privacy/context';
import { type InputSecrecy, maskText, maskValue, SECRET } from '../privacy/inputs';
import { type Attributes, cleanAttributes, holdsWords, isMark, marksIn } from './attributes';
import type { UrlSpot } from './spots';
import { isBlocked, type SerialNode, type TreeCleaner } from './tree';

export interface Mutation {
  adds: { parentId: number; nextId: number | null; node: SerialNode }[];
  texts: { id: number; value: string | null }[];
  attributes: { id: number; attributes: Attributes }[];
  removes: unknown[];
}

/** Masks what changed in the DOM, in place. Called while the DOM is as the mutation left it. */
export function mutationCleaner(tree: TreeCleaner, secrecy: InputSecrecy, live: (id: number) => Node | null, marksChanged: () => void) {
  /** Texts that were masked once stay masked, even when a script has taken them out of what masked them. */
  const masked = new WeakSet<Node>();
  /** Once an element was blocked after it had been recorded, every change has to be asked where it is. */
  let blockedLate = false;

  function adds(mutation: Mutation, spots: UrlSpot[], large: Set<SerialNode>): void {
    // what was added just now is known without asking the DOM, which is slow for thousands of nodes
    const added = new Map<number, SerialNode>();
    const marksOfAdded = new Map<number, number>();
    let lastParent = -1;
    let marks = 0;
    let tag = '';
    const dropped = new Set<SerialNode>();
    for (const { parentId, node } of mutation.adds) {
      if (parentId !== lastParent) {
        lastParent = parentId;
        const known = added.get(parentId);
        const parent = known ? null : live(parentId);
        marks = known ? (marksOfAdded.get(parentId) ?? 0) : marksAt(parent);
        tag = known ? known.tagName! : (parent?.nodeName.toLowerCase() ?? '');
      }
      if (isBlocked(marks)) {
        dropped.add(node);
        continue;
      }
      tree.clean(node, marks, tag, spots, large);
      if (node.type === 2) {
        added.set(node.id, node);
        const own = marks | marksIn(node.attributes!);
        if (own) marksOfAdded.set(node.id, own);
      } else if (masksText(marks)) {
        const text = live(node.id);
        if (text) masked.add(text);
      }
    }
    if (dropped.size) mutation.adds = mutation.adds.filter(({ node }) => !dropped.has(node));
  }

  function texts(mutation: Mutation, spots: UrlSpot[]): void {
    mutation.texts = mutation.texts.filter((change) => {
      const node = live(change.id);
      const parent = node?.parentNode ?? null;
      const marks = marksAt(parent);
      if (isBlocked(marks)) return false;
      if (change.value === null) return true;
      const tag = parent?.nodeName ?? '';
      if (masksText(marks) || (node && masked.has(node)) || tag === 'TEXTAREA' || !parent) {
        if (node) masked.add(node);
        change.value = maskText(change.value);
      } else if (tag === 'STYLE') spots.push([change as unknown as Record<string, unknown>, 'value', 'css']);
      else if (tag === 'NOSCRIPT') spots.push([change as unknown as Record<string, unknown>, 'value', 'text']);
      return true;
    });
  }

  function attributes(mutation: Mutation, spots: UrlSpot[]): void {
    let changed = false;
    for (const { id, attributes } of mutation.attributes) {
      let element: Element | null | undefined;
      let marks = -1;
      let others = false;
      for (const name in attributes) {
        if (name === 'class') continue;
        others = true;
        if (name === 'style') continue;
        if (name === 'src' || name === 'href' || name === 'xlink:href') element ??= live(id) as Element | null;
        if (isMark(name)) changed = true;
        if (name !== 'selected' && name !== 'checked' && !holdsWords(name)) continue;
        const value = attributes[name];
        element ??= live(id) as Element | null;
        if (!element) {
          delete attributes[name];
          continue;
        }
        if (marks < 0) marks = marksAt(element);
        if (masksText(marks)) {
          if (typeof value === 'string') attributes[name] = maskText(value);
        } else if (name === 'selected' || name === 'checked') {
          const owner = element.tagName === 'OPTION' ? element.closest('select') : element;
          if (owner && secrecy.of(owner) !== 'clear') delete attributes[name];
        } else if (name === 'value' && typeof value === 'string' && (element.tagName === 'INPUT' || element.tagName === 'TEXTAREA')) {
          // the engine masks this too; once more costs nothing and does not hang on its options
          const state = secrecy.of(element);
          if (state !== 'clear' && value) attributes[name] = state === 'secret' ? SECRET : maskValue(value);
        }
      }
      if (others) cleanAttributes(element?.tagName.toLowerCase() ?? '', attributes, spots);
    }
    if (!changed) return;
    blockedLate = true;
    marksChanged();
  }

  return {
    clean(mutation: Mutation, spots: UrlSpot[], large: Set<SerialNode>): void {
      if (mutation.attributes.length) {
        if (blockedLate) mutation.attributes = mutation.attributes.filter(({ id }) => !isBlockedInside(live(id)));
        attributes(mutation, spots);
      }
      if (mutation.texts.length) texts(mutation, spots);
      if (mutation.adds.length) adds(mutation, spots, large);
    },
  };
}

/** Inside a blocked element; the blocked element itself may change its attributes (class, size). */
const isBlockedInside = (node: Node | null): boolean => isBlocked(marksAt(node?.parentNode ?? null));
