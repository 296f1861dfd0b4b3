import type { Clock } from '../clock';
import { guard, listen, type Listening, stopAll } from '../guard';
import type { Person } from './person';
import type { Signals } from './signals';

export type Destination = 'same' | 'other' | 'reload';

interface Heading {
  readonly to: Destination;
  readonly url?: string;
  readonly at: number;
}

interface PageSwap extends Event {
  activation: { navigationType: string; entry: { url: string | null } | null } | null;
}
interface Navigate extends Event {
  navigationType: string;
  downloadRequest: string | null;
  destination: { url: string; sameDocument: boolean };
}

/** How long a navigation that was announced may take to unload the page. */
const ANNOUNCED_MS = 30_000;

/**
 * The document leaves its tab: where to, as far as the browser tells, and that it does.
 * Where pageswap exists, none before pagehide means that the tab is closed.
 */
export function watchExits(signals: Signals, clock: Clock, person: Person, window: Window): Listening & { announce(to: Destination, url?: string): void } {
  const hasPageSwap = 'onpageswap' in window;
  let announced: Heading | null = null;
  let swapped: Heading | null = null;

  function announce(to: Destination, url?: string) {
    announced = { to, at: clock.now(), ...(url !== undefined && { url }) };
  }
  function swap(event: PageSwap) {
    const { activation } = event;
    const url = activation?.entry?.url ?? undefined;
    const to: Destination = !activation ? 'other' : activation.navigationType === 'reload' ? 'reload' : 'same';
    swapped = { to, at: clock.now(), ...(url !== undefined && { url }) };
    signals.add('exit', { to, url }, true);
  }
  function hide(event: PageTransitionEvent) {
    const expected = !hasPageSwap && announced && clock.now() - announced.at < ANNOUNCED_MS ? announced : null;
    if (expected) signals.add('exit', { to: expected.to, url: expected.url }, true);
    const heading = swapped ?? expected;
    const going = heading ? (heading.to === 'other' ? 'other' : 'same') : hasPageSwap ? 'none' : undefined;
    signals.add('pagehide', { persisted: event.persisted, swap: going, proof: person.proof() ?? undefined }, true);
    swapped = announced = null;
  }
  const navigated = guard((event: Navigate) => {
    if (event.destination.sameDocument || event.downloadRequest !== null) return;
    const other = new URL(event.destination.url).origin !== window.location.origin;
    announce(other ? 'other' : event.navigationType === 'reload' ? 'reload' : 'same', other ? undefined : event.destination.url);
  });
  const navigation = (window as unknown as { navigation?: EventTarget }).navigation;
  const parts = [listen<PageTransitionEvent>(window, ['pagehide'], hide)];
  if (hasPageSwap) parts.push(listen<PageSwap>(window, ['pageswap'], swap));
  else if (navigation) parts.push(listen<Navigate>(navigation, ['navigate'], navigated));
  return { announce, stop: stopAll(parts).stop };
}
