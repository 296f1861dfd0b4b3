type Bytes = Uint8Array<ArrayBuffer>;

/** How long an answer may take, milliseconds. */
const PATIENCE_MS = 30_000;

/** A CORS-simple request: no own headers, no cookies. @param lasting may outlive the page */
export async function post(url: string, bytes: Bytes, lasting: boolean): Promise<Response> {
  const giveUp = new AbortController();
  const timer = lasting ? undefined : setTimeout(() => giveUp.abort(), PATIENCE_MS);
  try {
    return await fetch(url, {
      method: 'POST',
      body: new Blob([bytes], { type: 'text/plain' }),
      mode: 'cors',
      credentials: 'omit',
      referrerPolicy: 'origin',
      ...(lasting ? { keepalive: true } : { signal: giveUp.signal }),
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Sends while the page unloads. Firefox loses keepalive requests when it quits, but not beacons. */
export function beacon(url: string, bytes: Bytes): boolean {
  try {
    if (navigator.sendBeacon?.(url, new Blob([bytes], { type: 'text/plain' }))) return true;
    post(url, bytes, true).catch(() => {});
    return 'keepalive' in Request.prototype;
  } catch {
    return false;
  }
}
