/** Refusals that another try cannot change (docs/wire-format.md); 408, 425 and 429 pass with time. */
export const isPermanent = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429;

/** The whole site is refused: wrong key, origin not allowed, or paused. */
export const refusesSite = (status: number): boolean => status === 401 || status === 403;

/** `Retry-After` in milliseconds, at most an hour, or null where it is missing or unreadable. */
export function retryAfter(response: Response, wall: () => number = Date.now): number | null {
  const given = response.headers.get('retry-after');
  if (!given) return null;
  const seconds = Number(given);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(given) - wall();
  return Number.isFinite(ms) ? Math.min(3_600_000, Math.max(0, ms)) : null;
}
