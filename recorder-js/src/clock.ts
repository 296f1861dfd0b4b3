/** Time of one document: milliseconds since its origin, monotonic, whatever happens to the wall clock. */
export interface Clock {
  /** The origin on the client's wall clock, Unix milliseconds; fixed for the document's life. */
  readonly origin: number;
  /** Whole milliseconds since the origin. */
  now(): number;
  /** The wall clock, Unix milliseconds: only to notice sleep, never to stamp. */
  wall(): number;
}

/** @param base the origin, in `performance.now()` milliseconds */
export function startClock(base = 0, ticks: () => number = () => performance.now(), wall: () => number = () => Date.now()): Clock {
  const origin = Math.round(wall() - ticks() + base);
  return { origin, now: () => Math.max(0, Math.round(ticks() - base)), wall };
}
