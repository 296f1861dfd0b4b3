type Body = Uint8Array<ArrayBuffer> | Blob;

const asText = (body: Body): Blob => (body instanceof Blob ? body : new Blob([body], { type: 'text/plain' }));

/** How long an answer may take, milliseconds. */
const PATIENCE_MS = 30_000;

/** A CORS-simple request: no own headers, no cookies. @param lasting may outlive the page */
export async function post(url: string, body: Body, lasting: boolean): Promise<Response> {
  const giveUp = new AbortController();
  const timer = lasting ? undefined : setTimeout(() => giveUp.abort(), PATIENCE_MS);
  try {
    return await fetch(url, {
      method: 'POST',
      body: asText(body),
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
export function beacon(url: string, body: Body): boolean {
  try {
    if (navigator.sendBeacon?.(url, asText(body))) return true;
    post(url, body, true).catch(() => {});
    return 'keepalive' in Request.prototype;
  } catch {
    return false;
  }
}
