import { Mark, masksText } from '../privacy/context';
import { type InputSecrecy, maskText } from '../privacy/inputs';
import { type Attributes, cleanAttributes, marksIn, maskWords } from './attributes';
import type { UrlSpot } from './spots';

/** A serialised node of the recording's format. */
export interface SerialNode {
  type: number;
  id: number;
  tagName?: string;
  attributes?: Attributes;
  childNodes?: SerialNode[];
  isShadowHost?: boolean;
  textContent?: string;
}

const DOCUMENT = 0;
const ELEMENT = 2;
const TEXT = 3;
const FIELDS = new Set(['input', 'textarea', 'select']);
/** From this many nodes on a tree is written in pieces, to keep each task short. */
const LARGE = 2_000;

export interface TreeCleaner {
  /** @returns the number of nodes in the tree */
  clean(node: SerialNode, inherited: number, parentTag: string, spots: UrlSpot[], large: Set<SerialNode>): number;
}

/**
 * Masks a serialised tree in place. `live` finds the element that a serialised node stands for.
 *
 * @param sheets texts of linked style sheets by address, where the engine cannot read them
 * @param host told of each element that holds a shadow root
 */
export function treeCleaner(secrecy: InputSecrecy, live: (id: number) => Node | null, sheets: ReadonlyMap<string, string> = new Map(), host: (node: SerialNode) => void = () => {}): TreeCleaner {
  function field(node: SerialNode, attributes: Attributes): void {
    const element = live(node.id) as HTMLInputElement | null;
    if (!element) {
      delete attributes['value'];
      return;
    }
    secrecy.notice(element);
    if (secrecy.of(element) === 'clear') return;
    delete attributes['checked'];
    const type = element.type;
    // the attribute may hold what the page filled in, even where the field is empty by now
    if ('value' in attributes && type !== 'checkbox' && type !== 'radio') attributes['value'] = secrecy.mask(element.value, element);
  }

  /** A style sheet that the engine could not read, as it was read since. */
  function linked(attributes: Attributes): void {
    const text = sheets.get(attributes['href'] as string);
    if (!text || '_cssText' in attributes) return;
    attributes['_cssText'] = text;
    delete attributes['href'];
    delete attributes['rel'];
  }

  function clean(node: SerialNode, inherited: number, parentTag: string, spots: UrlSpot[], large: Set<SerialNode>): number {
    if (node.type === ELEMENT) {
      const attributes = node.attributes!;
      const tag = node.tagName!;
      if (node.isShadowHost) host(node);
      const marks = inherited | marksIn(attributes);
      if (FIELDS.has(tag)) field(node, attributes);
      else if (tag === 'link') linked(attributes);
      if (masksText(marks)) maskWords(attributes);
      cleanAttributes(tag, attributes, spots);
      return children(node, marks, tag, spots, large);
    }
    if (node.type === DOCUMENT) return children(node, inherited, '', spots, large);
    if (node.textContent) text(node, inherited, parentTag, spots);
    return 1;
  }

  function children(node: SerialNode, marks: number, tag: string, spots: UrlSpot[], large: Set<SerialNode>): number {
    const list = node.childNodes;
    if (!list || !list.length) return 1;
    let count = 1;
    for (let i = 0; i < list.length; i++) count += clean(list[i]!, marks, tag, spots, large);
    if (count > LARGE) large.add(node);
    return count;
  }

  return { clean };
}

/** Cleans one text or comment by what surrounds it. */
function text(node: SerialNode, marks: number, parentTag: string, spots: UrlSpot[]): void {
  const value = node.textContent!;
  if (parentTag === 'style') {
    if (value.includes('url(')) spots.push([node as unknown as Record<string, unknown>, 'textContent', 'css']);
    return;
  }
  if (masksText(marks) || parentTag === 'textarea') node.textContent = maskText(value);
  else if (node.type !== TEXT || parentTag === 'noscript') {
    if (value.includes('?')) spots.push([node as unknown as Record<string, unknown>, 'textContent', 'text']);
  }
}

/** The tree as JSON, in pieces. */
export function* writeTree(node: SerialNode, large: ReadonlySet<SerialNode>): Generator<string> {
  if (!large.has(node)) {
    yield JSON.stringify(node);
    return;
  }
  const { childNodes, ...head } = node;
  yield `${JSON.stringify(head).slice(0, -1)},"childNodes":[`;
  // small siblings are joined, so that a long list does not become as many pieces
  let small: string[] = [];
  let first = true;
  for (const child of childNodes!) {
    if (large.has(child)) {
      if (small.length) yield (first ? '' : ',') + small.join(',');
      if (small.length) first = false;
      small = [];
      if (!first) yield ',';
      first = false;
      yield* writeTree(child, large);
    } else {
      small.push(JSON.stringify(child));
      if (small.length === 500) {
        yield (first ? '' : ',') + small.join(',');
        first = false;
        small = [];
      }
    }
  }
  if (small.length) yield (first ? '' : ',') + small.join(',');
  yield ']}';
}

export const isBlocked = (marks: number): boolean => (marks & Mark.block) > 0;
