type Bytes = Uint8Array<ArrayBuffer>;

/** Chromium 135 and later: a request that the browser's own process sends once the page is gone. */
type FetchLater = (url: string, init: RequestInit) => unknown;

/** A goodbye that is sent when the page is gone however it went, also by a crash or a kill. */
export interface DeadMansSwitch {
  /** From now on, in place of what was armed before. */
  arm(): void;
  /** The page speaks for itself again, or has said goodbye. */
  disarm(): void;
}

export function deadMansSwitch(url: string, goodbye: () => Bytes): DeadMansSwitch {
  const later = (window as unknown as { fetchLater?: FetchLater }).fetchLater;
  let armed: AbortController | null = null;
  function disarm() {
    armed?.abort();
    armed = null;
  }
  return {
    arm() {
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
    },
    disarm,
  };
}
