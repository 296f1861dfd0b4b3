import { listen, type Listening } from '../guard';
import { storeOver } from '../identity/storage';
import { base64url } from '../wire/assets';
import type { KeeperSources } from './load';
import { watchLoaded } from './loaded';
import { assetMemory } from './memory';
import { shownImage } from './pictures';
import { assetReader } from './read';
import type { Reference } from './references';
import { keepSheets } from './sheets';
import { assetTeller } from './teller';

const AT_ONCE = 2;
const LONGEST_NAME = 1_024;
/** So long after the last content was found the service is told: most pages become one message, or two. */
const SETTLED_MS = 400;
/** What is small enough also where the visitor's browser asks pages to save data, bytes. */
const SMALL = 20_000;

/** However long that takes: what a page showed is worth no moment of its visitor's. */
function idly(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run);
  else setTimeout(run, 500);
}

/** Keeps what the recording refers to, one piece after the other, whenever the page has nothing to do. */
export function keepAssets(sources: KeeperSources): Listening {
  const { window, doors, references } = sources;
  const { location } = window;
  const memory = assetMemory(storeOver(() => window.localStorage), () => Date.now());
  const reader = assetReader(window, memory.refused);
  const teller = assetTeller(doors.assets, sources.document);
  const saving = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
  const waiting = new Map<string, Reference>();
  const queue: Reference[] = [];
  let left = sources.pageBytes;
  let reading = 0;
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let telling = Promise.resolve();

  function ready(reference: Reference) {
    queue.push(reference);
    idly(next);
  }
  function loadedNow(url: string) {
    const reference = waiting.get(url);
    if (!reference) return;
    waiting.delete(url);
    ready(reference);
  }
  function next() {
    while (!over && reading < AT_ONCE && queue.length) {
      reading++;
      void take(queue.shift()!).catch(() => {}).then(() => {
        reading--;
        settle();
        if (queue.length) idly(next);
      });
    }
  }
  function settle() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      telling = telling.then(async () => {
        if (!(await teller.tell())) over = true;
      });
    }, SETTLED_MS);
  }
  async function take(reference: Reference) {
    const { url, name } = reference;
    const size = loaded.size(url);
    const content = memory.content(url, size);
    if (content) return found(reference, size, content, null);
    const bytes = mayRead(url, size) ? await reader.bytes(url) : null;
    if (bytes && bytes.byteLength <= left) {
      left -= bytes.byteLength;
      const digest = await window.crypto.subtle?.digest('SHA-256', bytes);
      return found(reference, size, digest ? base64url(digest) : '', bytes);
    }
    const image = shownImage(window.document, url);
    if (image) teller.unread(name, image.naturalWidth, image.naturalHeight);
  }
  function mayRead(url: string, size: number): boolean {
    return left > 0 && size <= left && (!saving || (size > 0 && size <= SMALL && url.startsWith(location.origin)));
  }
  function found(reference: Reference, size: number, content: string, bytes: ArrayBuffer | null) {
    const { url, name } = reference;
    teller.found({
      name, content, bytes,
      stored: (as) => as && memory.keep(url, size, as),
      unknown() {
        memory.forget(url, size);
        ready(reference);
      },
    });
  }

  const loaded = watchLoaded(loadedNow);
  references.listen((reference) => {
    if (reference.name.length > LONGEST_NAME) return;
    if (loaded.has(reference.url)) ready(reference);
    else waiting.set(reference.url, reference);
  });
  const parts: Listening[] = [
    reader,
    loaded,
    saving ? { stop() {} } : keepSheets(window, reader, idly, sources.sheet, loaded.assume),
    listen(window, ['pagehide'], () => teller.leave()),
  ];
  return {
    stop() {
      over = true;
      clearTimeout(timer);
      parts.forEach((part) => part.stop());
    },
  };
}
