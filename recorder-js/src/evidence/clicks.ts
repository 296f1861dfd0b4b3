import { listen, type Listening } from '../guard';
import { describe, meant } from './element';
import type { Signals } from './signals';

/** Trusted clicks, with what was clicked, for funnels. */
export function watchClicks(signals: Signals, window: Window): Listening {
  return listen<MouseEvent>(window, ['click'], (event) => {
    if (!event.isTrusted) return;
    const target = event.composedPath()[0];
    if (target instanceof Element) signals.add('mark', { what: 'click', el: describe(meant(target)) });
  });
}
