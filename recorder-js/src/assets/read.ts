import { listen, type Listening } from '../guard';
import { drawn, shownImage } from './pictures';

/** An image or font may be this large, bytes. */
export const MOST_BYTES = 1_048_576;

export interface Reader extends Listening {
  /** @returns null where the content cannot be had without asking for it in a way that the page would not */
  bytes(url: string): Promise<ArrayBuffer | null>;
  /** A style sheet of another origin. */
  text(url: string): Promise<string | null>;
}

/** How the content of an address can be had: of this origin from the cache alone, so that no server sees a request. */
function way(url: string, own: string): RequestInit {
  const shared = { referrerPolicy: 'no-referrer', priority: 'low' } as RequestInit;
  if (url.startsWith('blob:')) return shared;
  return url.startsWith(`${own}/`)
    ? { ...shared, mode: 'same-origin', credentials: 'same-origin', cache: 'only-if-cached' }
    : { ...shared, mode: 'cors', credentials: 'omit', cache: 'force-cache' };
}

/** @param refused origins that are known not to let themselves be read; a browser writes a line on its console for each try */
export function assetReader(window: Window, refused: { has(origin: string): boolean; add(origin: string): void }): Reader {
  const { document, location } = window;
  const forbidden = new Set<string>();
  const originOf = (url: string) => (url.startsWith('blob:') ? 'blob:' : new URL(url).origin);

  const listening = listen<SecurityPolicyViolationEvent>(document, ['securitypolicyviolation'], ({ disposition, effectiveDirective, blockedURI }) => {
    if (disposition !== 'enforce' || effectiveDirective !== 'connect-src') return;
    forbidden.add(/^blob\b/.test(blockedURI) ? 'blob:' : /^\w+:/.test(blockedURI) ? originOf(blockedURI) : location.origin);
  });
  async function fetched(url: string): Promise<Response | null> {
    const origin = originOf(url);
    if (forbidden.has(origin) || refused.has(origin)) return null;
    try {
      const response = await fetch(url, way(url, location.origin));
      return response.ok ? response : null;
    } catch {
      if (origin !== location.origin && origin !== 'blob:' && navigator.onLine) refused.add(origin);
      return null;
    }
  }
  return {
    async bytes(url) {
      const response = await fetched(url);
      const blob = await response?.blob().catch(() => null);
      if (blob && /^(image|font|application|binary)\//.test(blob.type)) return blob.size <= MOST_BYTES ? blob.arrayBuffer() : null;
      const image = shownImage(document, url);
      const picture = image && (await drawn(image, MOST_BYTES).catch(() => null));
      return picture && picture.size <= MOST_BYTES ? picture.arrayBuffer() : null;
    },
    async text(url) {
      const response = await fetched(url);
      return response && /^text\/css\b/.test(response.headers.get('content-type') ?? '') ? response.text() : null;
    },
    stop: listening.stop,
  };
}
