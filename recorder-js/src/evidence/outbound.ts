import { listen, type Listening, stopAll } from '../guard';
import type { Destination } from './exits';
import { matchesHost, type Options } from '../site/options';
import type { Signals } from './signals';

type OutKind = 'link' | 'form' | 'tel' | 'mailto' | 'print' | 'download' | 'copy' | 'open';

export interface Outbound extends Listening {
  /** Says what was clicked last, before the page goes. */
  settle(): void;
}

/**
 * Intent to go elsewhere, and hand-overs.
 * @param announce told of links and forms that take this tab somewhere
 * @param opens told of links that open another tab of this site
 */
export function watchOutbound(
  signals: Signals,
  window: Window,
  options: () => Options | null,
  announce: (to: Destination, url?: string) => void,
  opens: () => void,
): Outbound {
  const { document, location } = window;
  let undecided: (() => void)[] = [];

  /** A page may still prevent the default: decided after its listeners have run. */
  function later(event: Event, run: () => void) {
    const decide = () => {
      undecided = undecided.filter((other) => other !== decide);
      if (!event.defaultPrevented) run();
    };
    undecided.push(decide);
    setTimeout(decide, 0);
  }
  function out(kind: OutKind, url: URL | null, target?: 'self' | 'blank') {
    const given = options();
    signals.add('out', { kind, host: url?.host || undefined, target, psp: url && given && matchesHost(url.host, given.paymentHosts) ? true : undefined }, true);
  }
  const isOwn = (url: URL) => url.host === location.host || matchesHost(url.host, options()?.ownHosts ?? []);
  function go(kind: 'link' | 'form', url: URL, blank: boolean) {
    if (!isOwn(url)) out(kind, url, blank ? 'blank' : 'self');
    if (!blank) announce(url.origin === location.origin ? 'same' : 'other', url.origin === location.origin ? url.href : undefined);
    else if (isOwn(url)) opens();
  }
  function clicked(event: MouseEvent) {
    if (!event.isTrusted || (event.type === 'auxclick' && event.button !== 1)) return;
    const target = event.composedPath()[0];
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href],area[href]') : null;
    if (!link) return;
    const url = new URL(link.href, document.baseURI);
    later(event, () => {
      if (url.protocol === 'tel:' || url.protocol === 'sms:') out('tel', null);
      else if (url.protocol === 'mailto:') out('mailto', null);
      else if (link.hasAttribute('download')) out('download', url);
      else if (/^https?:$/.test(url.protocol)) {
        const blank = link.target === '_blank' || event.ctrlKey || event.metaKey || event.shiftKey || event.button === 1;
        if (blank || url.href.split('#')[0] !== location.href.split('#')[0]) go('link', url, blank);
      }
    });
  }
  function submitted(event: SubmitEvent) {
    const form = event.target as HTMLFormElement;
    const action = event.submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? location.href;
    later(event, () => {
      signals.add('form', { state: 'submit' }, true);
      if (form.method !== 'dialog') go('form', new URL(action, document.baseURI), form.target === '_blank');
    });
  }
  // scripts that open a tab do so without a link
  const open = window.open;
  const wrapped: typeof window.open = function (this: unknown, ...args) {
    const opened = open.apply(window, args);
    try {
      if (args[0]) {
        const url = new URL(String(args[0]), document.baseURI);
        if (isOwn(url)) opens();
        else if (/^https?:$/.test(url.protocol)) out('open', url, args[1] === '_self' ? 'self' : 'blank');
      }
    } catch {
      // what the page opened is the page's affair
    }
    return opened;
  };
  window.open = wrapped;

  const parts = [
    listen<MouseEvent>(window, ['click', 'auxclick'], clicked),
    listen<SubmitEvent>(window, ['submit'], submitted),
    listen(window, ['beforeprint'], () => out('print', null)),
    listen(window, ['copy', 'cut'], (event) => event.isTrusted && out('copy', null)),
    {
      stop() {
        if (window.open === wrapped) window.open = open;
      },
    },
  ];
  return {
    settle: () => undecided.forEach((decide) => decide()),
    stop: stopAll(parts).stop,
  };
}
