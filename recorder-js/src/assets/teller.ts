import { isPermanent } from '../transport/answers';
import { beacon, post } from '../transport/post';
import { type AssetEntry, assetMessage, MOST_ENTRIES } from '../wire/assets';

/** A content that was read, until the service has it. */
export interface Found {
  readonly name: string;
  /** SHA-256 as base64url; empty where the browser cannot make it on this page. */
  readonly content: string;
  /** Null where it was read on an earlier page. */
  readonly bytes: ArrayBuffer | null;
  /** The service has it. */
  stored(content: string): void;
  /** The service has it no longer, and it has to be read again. */
  unknown(): void;
}

export interface Teller {
  found(found: Found): void;
  /** An image that could not be read, so that the replay knows its size. */
  unread(name: string, width: number, height: number): void;
  /** Says what waits; uploads what the service lacks. @returns false where it takes no more from this page */
  tell(): Promise<boolean>;
  /** The page goes: what is known by its hash is said without waiting for an answer. */
  leave(): void;
}

const MESSAGE_BYTES = 1_500_000;
const TRIES = 3;
const AGAIN_MS = 5_000;

interface Answer {
  /** Indices of entries whose content the service lacks. */
  readonly need?: readonly number[];
}

export function assetTeller(url: string, document: string): Teller {
  let known: Found[] = [];
  let uploads: Found[] = [];
  let sizes: AssetEntry[] = [];
  let taken = true;

  async function send(entries: readonly AssetEntry[], contents: readonly ArrayBuffer[]): Promise<readonly number[] | null> {
    const message = assetMessage(document, entries, contents);
    for (let tries = 1; tries <= TRIES; tries++) {
      const response = await post(url, message, false).catch(() => null);
      if (response?.ok) return ((await response.json()) as Answer).need ?? [];
      // 429: the budget of the day is used up, and the next page asks again
      if (response && (isPermanent(response.status) || response.status === 429)) break;
      await new Promise((done) => setTimeout(done, tries * AGAIN_MS));
    }
    taken = false;
    return null;
  }
  const claim = ({ name, content }: Found): AssetEntry => ({ u: name, c: content });

  async function claims() {
    while (taken && known.length + sizes.length) {
      const asked = known.splice(0, MOST_ENTRIES);
      const need = await send([...asked.map(claim), ...sizes.splice(0, MOST_ENTRIES - asked.length)], []);
      if (!need) return;
      asked.forEach((found, at) => {
        if (!need.includes(at)) found.stored(found.content);
        else if (found.bytes) uploads.push(found);
        else found.unknown();
      });
    }
  }
  async function contents() {
    while (taken && uploads.length) {
      let room = MESSAGE_BYTES;
      let count = 0;
      while (count < uploads.length && count < MOST_ENTRIES && (!count || room >= uploads[count]!.bytes!.byteLength)) {
        room -= uploads[count++]!.bytes!.byteLength;
      }
      const going = uploads.splice(0, count);
      const entries = going.map(({ name, bytes }) => ({ u: name, n: bytes!.byteLength }));
      if (await send(entries, going.map(({ bytes }) => bytes!))) going.forEach((found) => found.stored(found.content));
    }
  }
  return {
    found(found) {
      (found.content ? known : uploads).push(found);
    },
    unread(name, width, height) {
      sizes.push({ u: name, w: width, h: height });
    },
    async tell() {
      await claims();
      await contents();
      return taken;
    },
    leave() {
      const entries = [...known.filter(({ content }) => content).map(claim), ...sizes].slice(0, MOST_ENTRIES);
      if (taken && entries.length) beacon(url, assetMessage(document, entries, []));
    },
  };
}
