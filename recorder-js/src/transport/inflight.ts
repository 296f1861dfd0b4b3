/** Browsers let beacons and keepalive requests of a page have 65,536 bytes under way; over it they are refused. */
export const MOST_IN_FLIGHT = 60_000;

export interface InFlight {
  /** @returns false where it would be too much */
  reserve(bytes: number): boolean;
  release(bytes: number): void;
  /** The page came back: what beacons had under way has long arrived or is lost. */
  reset(): void;
  free(): number;
}

export function inFlight(most = MOST_IN_FLIGHT): InFlight {
  let used = 0;
  return {
    reserve(bytes) {
      if (used + bytes > most) return false;
      used += bytes;
      return true;
    },
    release(bytes) {
      used = Math.max(0, used - bytes);
    },
    reset() {
      used = 0;
    },
    free: () => most - used,
  };
}
