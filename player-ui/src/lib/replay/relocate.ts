import { EventType, IncrementalSource, NodeType } from '@rrweb/types';
import type { eventWithTime, serializedNodeWithId } from '@rrweb/types';
import type { KeptAsset } from '$lib/api/types';
import { relocated, type Locate } from './css';

export type Find = (name: string) => KeptAsset | undefined;

const aside = 'data-lastseen-';

/** Attributes from which an element loads something by itself, by tag; `*` for every tag. */
const loading: Record<string, readonly string[]> = {
  '*': ['poster', 'background'],
  img: ['src'],
  input: ['src'],
  video: ['src'],
  audio: ['src'],
  source: ['src'],
  track: ['src'],
  image: ['href', 'xlink:href'],
  use: ['href', 'xlink:href'],
  feimage: ['href', 'xlink:href']
};

const loads = (tag: string, name: string): boolean => Boolean(loading[tag]?.includes(name) || loading['*']?.includes(name));

type Values = Record<string, unknown>;

/**
 * Makes a recorded page show what was kept of what it showed, and ask nobody for anything else. URLs that were taken away
 * or changed stay under `data-lastseen-*`.
 *
 * One per document, after the sanitiser. What was not there yet is tried again with `retry`.
 */
export class Relocation {
  readonly #tags = new Map<number, string>();
  #missing = new Map<string, (() => void)[]>();

  constructor(private readonly find: Find) {}

  /** Changes the event in place and gives it back. */
  apply<E extends eventWithTime>(event: E): E {
    if (event.type === EventType.FullSnapshot) {
      this.#tags.clear();
      this.#node(event.data.node);
    } else if (event.type === EventType.IncrementalSnapshot) this.#increment(event.data as unknown as Values);
    return event;
  }

  /** @returns whether something has come that was missing; the page has to be built anew then */
  retry(): boolean {
    const come = [...this.#missing].filter(([name]) => this.find(name)?.url);
    for (const [name, again] of come) {
      this.#missing.delete(name);
      for (const work of again) work();
    }
    return come.length > 0;
  }

  #increment(data: Values): void {
    if (data.source === IncrementalSource.Mutation) {
      const { adds, attributes, texts } = data as unknown as Mutation;
      for (const { node, parentId } of adds) this.#node(node, this.#tags.get(parentId));
      for (const { id, attributes: changed } of attributes) this.#attributes(this.#tags.get(id) ?? '', changed);
      for (const change of texts) if (this.#tags.get(change.id) === '#style') this.#css(change as unknown as Values, 'value');
    } else if (styles.has(data.source as IncrementalSource)) this.#rules(data);
  }

  #node(node: serializedNodeWithId, parent?: string): void {
    if (node.type === NodeType.Element) {
      const tag = node.tagName.toLowerCase();
      this.#tags.set(node.id, tag);
      this.#attributes(tag, node.attributes as Values);
      for (const child of node.childNodes) this.#node(child, tag);
    } else if (node.type === NodeType.Document) {
      for (const child of node.childNodes) this.#node(child);
    } else if (node.type === NodeType.Text && parent === 'style') {
      this.#tags.set(node.id, '#style');
      this.#css(node as unknown as Values, 'textContent');
    }
  }

  #attributes(tag: string, values: Values): void {
    for (const name of Object.keys(values)) {
      const value = values[name];
      if (value === null && loads(tag, name)) values[aside + name.replace(':', '-')] = null;
      else if (name === 'style' && typeof value === 'object' && value !== null) this.#rules(value as Values);
      else if (typeof value !== 'string' || name.startsWith(aside)) continue;
      else if (name === 'srcset' && (tag === 'img' || tag === 'source')) this.#set(values, value);
      else if (loads(tag, name)) this.#single(tag, values, name, value);
      else if (tag === 'link' && name === 'href' && /\bstylesheet\b/i.test(String(values.rel))) this.#putAside(values, name, value);
      else if (value.includes('url(') && !name.startsWith('on')) this.#css(values, name);
    }
  }

  #single(tag: string, values: Values, name: string, value: string): void {
    const [url = '', fragment] = value.split('#', 2);
    if (url === '' || /^(data|about):/i.test(url)) return;
    this.#putAside(values, name, value);
    this.#now(url, () => {
      const asset = this.find(url);
      if (asset?.url) values[name] = absolute(asset.url) + (fragment ? `#${fragment}` : '');
      else if (tag === 'img' && asset?.width && asset.height) {
        // one that is given by the page keeps the image's own proportions
        const [width, height] = [Number.parseFloat(String(values.width)), Number.parseFloat(String(values.height))];
        values.width ??= String(Math.round(height > 0 ? (height * asset.width) / asset.height : asset.width));
        values.height ??= String(Math.round(width > 0 ? (width * asset.height) / asset.width : asset.height));
      }
    });
  }

  /** Of the candidates those are left that were kept: the page showed one of them. */
  #set(values: Values, value: string): void {
    this.#putAside(values, 'srcset', value);
    const candidates = value.split(/,\s+|,$/).map((one) => one.trim().split(/\s+/));
    const write = () => {
      const kept = candidates.flatMap(([url = '', ...descriptor]) => {
        const at = /^data:/i.test(url) ? url : this.#locate(url);
        return at ? [[at, ...descriptor].join(' ')] : [];
      });
      if (kept.length > 0) values.srcset = kept.join(', ');
    };
    write();
    for (const [url = ''] of candidates) if (!this.find(url)?.url) this.#later(url, write);
  }

  #css(holder: Values, key: string): void {
    const text = holder[key];
    if (typeof text !== 'string') return;
    const missing = new Set<string>();
    const write = () => {
      holder[key] = relocated(text, (url) => this.#locate(url) ?? (missing.add(url), null));
    };
    write();
    for (const url of missing) this.#later(url, write);
  }

  /** All rules below; a rule's URLs are found wherever it is written. */
  #rules(values: Values): void {
    for (const [key, value] of Object.entries(values)) {
      if (typeof value === 'string') this.#css(values, key);
      else if (typeof value === 'object' && value !== null) this.#rules(value as Values);
    }
  }

  readonly #locate: Locate = (url) => {
    const kept = this.find(url)?.url;
    return kept ? absolute(kept) : null;
  };

  #now(name: string, work: () => void): void {
    work();
    if (!this.find(name)?.url) this.#later(name, work);
  }

  #later(name: string, work: () => void): void {
    const waiting = this.#missing.get(name);
    if (waiting) waiting.push(work);
    else this.#missing.set(name, [work]);
  }

  #putAside(values: Values, name: string, value: string): void {
    values[aside + name.replace(':', '-')] = value;
    values[name] = null;
  }
}

interface Mutation {
  adds: { parentId: number; node: serializedNodeWithId }[];
  attributes: { id: number; attributes: Values }[];
  texts: { id: number; value: string | null }[];
}

const styles = new Set([IncrementalSource.StyleSheetRule, IncrementalSource.StyleDeclaration, IncrementalSource.AdoptedStyleSheet]);

/** The rebuilt page has no address of its own. */
const absolute = (path: string): string => new URL(path, location.origin).href;
