import type { Clock } from '../clock';
import type { Listening } from '../guard';
import type { Timers } from '../timers';
import type { Signals } from './signals';

const EVERY_MS = 5_000;
/** Hidden tabs' timers run once a minute at worst: more than this was sleep. */
const ASLEEP_MS = 75_000;
/** A worker's timer in a visible page is on time. */
const VISIBLE_ASLEEP_MS = 20_000;

/**
 * Notices that timers stood still: the machine slept. Some systems stop the monotonic clock meanwhile, so the wall
 * clock is asked too.
 */
export function watchGaps(signals: Signals, clock: Clock, timers: Timers, visible: () => boolean, woke: () => void): Listening {
  let stopped = false;
  let cancel = () => {};
  let last = clock.now();
  let lastWall = clock.wall();
  let wasVisible = visible();

  function tick() {
    if (stopped) return;
    const stood = Math.max(clock.now() - last, clock.wall() - lastWall) - EVERY_MS;
    const limit = wasVisible && visible() ? VISIBLE_ASLEEP_MS : ASLEEP_MS;
    if (stood > limit) {
      signals.add('gap', { ms: Math.round(stood) }, true);
      woke();
    }
    last = clock.now();
    lastWall = clock.wall();
    wasVisible = visible();
    cancel = timers.after(EVERY_MS, tick);
  }
  cancel = timers.after(EVERY_MS, tick);
  return {
    stop() {
      stopped = true;
      cancel();
    },
  };
}
