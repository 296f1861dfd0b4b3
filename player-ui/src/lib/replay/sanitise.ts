import { EventType, IncrementalSource, NodeType } from '@rrweb/types';
import type { attributes, eventWithTime, serializedNodeWithId } from '@rrweb/types';

const kept = 'data-lastseen-';

/** Links that make the browser talk to other hosts, or load programs, without showing anything. */
const chatty = new Set(['preconnect', 'prefetch', 'dns-prefetch', 'modulepreload', 'preload', 'prerender', 'import']);

/**
 * Makes recorded DOM inert before it is rebuilt: scripts lose text and attributes, `base` its address, `meta` its
 * refresh, links their preconnect and the like, frames their addresses. Elements stay, for later changes name them as
 * neighbours. Attributes taken away are kept under `data-lastseen-*`.
 *
 * One per document: changes name nodes by number, so it remembers what each number is.
 */
export class Sanitiser {
  readonly #tags = new Map<number, string>();

  /** Changes the event in place and gives it back. */
  clean<E extends eventWithTime>(event: E): E {
    if (event.type === EventType.FullSnapshot) {
      this.#tags.clear();
      this.#node(event.data.node);
    } else if (event.type === EventType.IncrementalSnapshot && event.data.source === IncrementalSource.Mutation) {
      for (const add of event.data.adds) this.#node(add.node, this.#tags.get(add.parentId) === 'script');
      for (const change of event.data.attributes) inert(this.#tags.get(change.id), change.attributes);
      for (const change of event.data.texts) if (this.#tags.get(change.id) === 'script') change.value = '';
    }
    return event;
  }

  #node(node: serializedNodeWithId, inScript = false): void {
    if (node.type === NodeType.Element) {
      const tag = node.tagName.toLowerCase();
      this.#tags.set(node.id, tag);
      inert(tag, node.attributes);
      for (const child of node.childNodes) this.#node(child, tag === 'script');
    } else if (node.type === NodeType.Document) {
      for (const child of node.childNodes) this.#node(child);
    } else if (inScript && 'textContent' in node) {
      this.#tags.set(node.id, 'script');
      node.textContent = '';
    }
  }
}

type Attributes = attributes | Record<string, unknown>;

function inert(tag: string | undefined, given: Attributes): void {
  const attributes = given as Record<string, unknown>;
  if (tag === 'script') {
    for (const name of Object.keys(attributes)) putAside(attributes, name);
    attributes[`${kept}script`] = '';
  }
  if (tag === 'base') putAside(attributes, 'href', 'target');
  if (tag === 'iframe' || tag === 'frame') putAside(attributes, 'src', 'srcdoc');
  if (tag === 'object') putAside(attributes, 'data');
  if (tag === 'embed') putAside(attributes, 'src');
  if (String(attributes['http-equiv'] ?? '').trim().toLowerCase() === 'refresh') {
    putAside(attributes, 'http-equiv', 'content');
  }
  if (tag === 'link' || tag === undefined) quietLink(attributes);
}

function quietLink(attributes: Record<string, unknown>): void {
  if (typeof attributes.rel !== 'string') return;
  const words = attributes.rel.toLowerCase().split(/\s+/);
  if (words.some((word) => chatty.has(word))) putAside(attributes, 'rel', 'href', 'imagesrcset');
}

function putAside(attributes: Record<string, unknown>, ...names: string[]): void {
  for (const name of names) {
    if (!(name in attributes) || name.startsWith(kept) || name.startsWith('rr_')) continue;
    if (typeof attributes[name] === 'string') attributes[kept + name] = attributes[name];
    delete attributes[name];
  }
}
