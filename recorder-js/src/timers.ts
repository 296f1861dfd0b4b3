import { guard } from './guard';

/** Timers of a worker where there is one (they stay precise in hidden tabs), of the main thread otherwise. */
export interface Timers {
  /** @returns cancels the timer */
  after(ms: number, run: () => void): () => void;
}

export const mainTimers: Timers = {
  after(ms, run) {
    const id = setTimeout(guard(run), ms);
    return () => clearTimeout(id);
  },
};
