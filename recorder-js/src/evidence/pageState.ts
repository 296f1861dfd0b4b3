import { listen, type Listening, stopAll } from '../guard';
import type { Signals } from './signals';

/** Visibility, focus, freezing and the network, as the browser tells. */
export interface PageState extends Listening {
  visible(): boolean;
  focused(): boolean;
  onChange(run: () => void): void;
}

/** @param leaving true between pagehide and a return from the back/forward cache: hiding is no news then */
export function watchPageState(signals: Signals, window: Window, leaving: () => boolean): PageState {
  const { document } = window;
  const listeners: (() => void)[] = [];
  const visible = () => document.visibilityState === 'visible';
  let lastVisible = visible();
  let lastFocus = document.hasFocus();

  const changed = () => listeners.forEach((run) => run());
  function visibility() {
    if (leaving() || visible() === lastVisible) return;
    lastVisible = visible();
    signals.add('vis', { state: lastVisible ? 'visible' : 'hidden' }, true);
    changed();
  }
  function focus(event: Event) {
    // focus of fields bubbles through here too; only the window's own counts
    if (event.target !== window || leaving()) return;
    const state = event.type === 'focus';
    if (state === lastFocus) return;
    lastFocus = state;
    signals.add('focus', { state }, true);
    changed();
  }
  const parts = [
    listen(document, ['visibilitychange'], visibility),
    listen(window, ['focus', 'blur'], focus),
    listen(document, ['freeze'], () => signals.add('freeze', {}, true)),
    listen(document, ['resume'], () => signals.add('resume', {}, true)),
    listen(window, ['online', 'offline'], (event) => {
      signals.add('net', { state: event.type }, true);
      changed();
    }),
  ];
  return { visible, focused: () => document.hasFocus(), onChange: (run) => void listeners.push(run), stop: stopAll(parts).stop };
}
