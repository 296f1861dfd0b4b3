import type { Clock } from '../clock';
import { guard } from '../guard';
import type { Timers } from '../timers';
import type { Signals } from './signals';

const SEEN_MS = 15_000;
const UNSEEN_MS = 3_000;
/** More than this would be too much for the last moment of a page. */
const MANY = 100;

/**
 * Signals that no chunk has taken go by themselves after a while: soon where no socket has told them.
 *
 * @param goesOn false ends it
 * @param told whether a socket tells them
 * @param leaving then they go another way
 */
export function sendUnsent(clock: Clock, timers: Timers, signals: Signals, goesOn: () => boolean, told: () => boolean, leaving: () => boolean, send: () => void): void {
  const again = guard(() => {
    if (!goesOn()) return;
    timers.after(UNSEEN_MS, again);
    const oldest = signals.oldest();
    const patience = told() && signals.pending() < MANY ? SEEN_MS : UNSEEN_MS;
    if (!leaving() && oldest !== null && clock.now() - oldest >= patience) send();
  });
  again();
}
