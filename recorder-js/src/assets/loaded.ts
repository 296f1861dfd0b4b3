import { guard, type Listening } from '../guard';

/** What the page has loaded by itself: only that is read again, from the browser's cache. */
export interface Loaded extends Listening {
  has(url: string): boolean;
  /** Bytes of the content as the browser has them; 0 where it does not say. */
  size(url: string): number;
  /** Loaded, though the browser does not say so: it keeps quiet about what style sheets of other origins load. */
  assume(url: string): void;
}

const MOST = 4_000;

/** @param told told of each address that was loaded, without its fragment; also those before */
export function watchLoaded(told: (url: string) => void): Loaded {
  const sizes = new Map<string, number>();
  const note = guard((entries: PerformanceEntryList) => {
    for (const entry of entries as PerformanceResourceTiming[]) {
      // what a program fetched shows nothing; it may be one of our own requests
      if (/^(fetch|xmlhttprequest|beacon)$/.test(entry.initiatorType) || sizes.size > MOST) continue;
      const url = entry.name.split('#', 1)[0]!;
      sizes.set(url, entry.decodedBodySize || sizes.get(url) || 0);
      told(url);
    }
  });
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: 'resource', buffered: true });
  return {
    has: (url) => url.startsWith('blob:') || sizes.has(url),
    size: (url) => sizes.get(url) ?? 0,
    assume(url) {
      if (sizes.has(url)) return;
      sizes.set(url, 0);
      told(url);
    },
    stop: () => observer.disconnect(),
  };
}
