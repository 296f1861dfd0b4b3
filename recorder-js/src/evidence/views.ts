import type { Clock } from '../clock';
import { guard, listen, type Listening, stopAll } from '../guard';
import { marksAt, masksText } from '../privacy/context';
import { maskText } from '../privacy/inputs';
import type { Urls } from '../site/urls';
import type { Signals } from './signals';

/** A title or a redirect comes within this time. */
export const SETTLED_MS = 300;

export interface Views extends Listening {
  /** A page is shown: a load, an activation, or a return from the back/forward cache. */
  begin(): void;
  /** Reports a view that has not settled yet, because the page goes. */
  flush(): void;
}

/** A slash at the end makes no other page. */
const sameAs = (path: string): string => path.replace(/\/+(?=$|#)/, '');

/** Views: loads, and route changes to another path. Query, fragment or `replaceState` to the same path begin none. */
export function watchViews(signals: Signals, clock: Clock, window: Window, urls: () => Urls, words: () => number | undefined): Views {
  const { document, location, history } = window;
  let current: string | null = null;
  let open: { how: 'load' | 'route'; t: number } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function title(): string {
    const element = document.querySelector('title');
    return element && masksText(marksAt(element)) ? maskText(document.title) : document.title;
  }
  function settle() {
    clearTimeout(timer);
    if (!open) return;
    const { how, t } = open;
    open = null;
    signals.add('view', { how, url: location.href, path: urls().path(location.href), title: title(), words: words() }, true, t);
  }
  function begin(how: 'load' | 'route') {
    current = sameAs(urls().path(location.href));
    // a redirect before the first view has settled is still that view
    open ??= { how, t: clock.now() };
    clearTimeout(timer);
    timer = setTimeout(guard(settle), SETTLED_MS);
  }
  function routed() {
    if (current === null || sameAs(urls().path(location.href)) === current) return;
    begin('route');
  }

  const parts: Listening[] = [listen(window, ['popstate', 'hashchange'], routed)];
  const navigation = (window as unknown as { navigation?: EventTarget }).navigation;
  if (navigation) parts.push(listen(navigation, ['currententrychange'], routed));
  else parts.push(afterCalls(history, 'pushState', guard(routed)), afterCalls(history, 'replaceState', guard(routed)));
  parts.push({ stop: () => clearTimeout(timer) });
  return { begin: () => begin('load'), flush: settle, stop: stopAll(parts).stop };
}

/** Browsers without the Navigation API tell nothing of pushState. */
function afterCalls(history: History, name: 'pushState' | 'replaceState', run: () => void): Listening {
  const original = history[name];
  const wrapped: History['pushState'] = function (this: History, ...args) {
    original.apply(this, args);
    run();
  };
  history[name] = wrapped;
  return {
    stop() {
      if (history[name] === wrapped) history[name] = original;
    },
  };
}
