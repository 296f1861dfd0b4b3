export const FIRST_MS = 1_000;
export const LONGEST_MS = 60_000;

/** Waits between tries: 1 s doubling to 60 s, each shortened by up to half at random so that visitors don't come back as one. */
export function backOff(random: () => number = Math.random) {
  let tries = 0;
  return {
    next(): number {
      const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** tries++);
      return Math.round(full * (1 - random() / 2));
    },
    reset() {
      tries = 0;
    },
    tries: () => tries,
  };
}
