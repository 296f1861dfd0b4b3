import type { Store } from '../identity/storage';
import { ASSETS_TOLD } from '../identity/visitor';

/** What this browser has told the service before, so that it need not be read again: contents by short hashes of addresses. */
export interface Memory {
  content(url: string, size: number): string | null;
  keep(url: string, size: number, content: string): void;
  forget(url: string, size: number): void;
  /** Origins that did not let themselves be read. */
  readonly refused: { has(origin: string): boolean; add(origin: string): void };
}

const MOST = 400;
/** Address and size stand for a content for this long; a shop that changes a picture shows it within a day, milliseconds. */
const HOLDS_MS = 86_400_000;

/** 53 bits of a text (cyrb53, public domain): enough to tell a site's addresses apart. */
export function shortHash(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

type Entry = readonly [content: string, at: number];

export function assetMemory(store: Store, now: () => number): Memory {
  let entries = new Map<string, Entry>();
  try {
    const kept = JSON.parse(store.get(ASSETS_TOLD) ?? '[]') as [string, Entry][];
    entries = new Map(kept.filter(([, entry]) => now() - entry[1] < HOLDS_MS));
  } catch {
    // something else has written there
  }
  const key = (url: string, size: number) => shortHash(`${url} ${size}`);
  function change(name: string, content: string | null) {
    entries.delete(name);
    if (content !== null) entries.set(name, [content, now()]);
    store.set(ASSETS_TOLD, JSON.stringify([...entries].slice(-MOST)));
  }
  return {
    // without a size an address may show something else each time
    content: (url, size) => (size ? (entries.get(key(url, size))?.[0] ?? null) : null),
    keep: (url, size, content) => size > 0 && change(key(url, size), content),
    forget: (url, size) => change(key(url, size), null),
    refused: {
      has: (origin) => entries.has(shortHash(origin)),
      add: (origin) => change(shortHash(origin), ''),
    },
  };
}
