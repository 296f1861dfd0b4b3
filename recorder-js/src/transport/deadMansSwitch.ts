import type { Clock } from '../clock';

type Bytes = Uint8Array<ArrayBuffer>;

/** Chromium 135 and later: a request that the browser's own process sends once the page is gone. */
type FetchLater = (url: string, init: RequestInit) => unknown;

/** A goodbye that is sent when the page is gone however it went, also by a crash or a kill. */
export interface DeadMansSwitch {
  /** The page lives: the goodbye says so now, where nobody else would tell of its death. */
  watch(): void;
  /** The page speaks for itself again, or has said goodbye. */
  disarm(): void;
}

/** So exactly is the instant known of a page that dies without a word. */
const WATCH_EVERY_MS = 2_000;

/** @param needed whether nobody else would see the page die now */
export function deadMansSwitch(url: string, clock: Clock, needed: () => boolean, goodbye: () => Bytes): DeadMansSwitch {
  const later = (window as unknown as { fetchLater?: FetchLater }).fetchLater;
  let armed: AbortController | null = null;
  let watchedAt = -WATCH_EVERY_MS;
  function disarm() {
    armed?.abort();
    armed = null;
  }
  function arm() {
    if (!later) return;
    const next = new AbortController();
    try {
      later(url, { method: 'POST', body: new Blob([goodbye()], { type: 'text/plain' }), credentials: 'omit', referrerPolicy: 'origin', signal: next.signal });
    } catch {
      // the page's policy, or too much is waiting: it then does without
      return;
    }
    disarm();
    armed = next;
  }
  return {
    watch() {
      if (!needed()) return disarm();
      if (clock.now() - watchedAt < WATCH_EVERY_MS) return;
      watchedAt = clock.now();
      arm();
    },
    disarm,
  };
}
