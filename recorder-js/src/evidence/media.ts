import type { Clock } from '../clock';
import { listen, type Listening } from '../guard';
import type { Person } from './person';
import type { Signals } from './signals';

export interface Media extends Listening {
  /** What a heartbeat says: whether something plays, and whether it is muted. */
  state(): { media?: true; muted?: boolean };
}

/** Input this recent started the media, where the browser does not say so itself. */
const GESTURE_MS = 1_000;

const isMuted = (element: HTMLMediaElement) => element.muted || element.volume === 0;

/** Watching and listening need no hand. Loops and what plays by itself are told apart by the service. */
export function watchMedia(signals: Signals, clock: Clock, person: Person, window: Window): Media {
  const playing = new Set<HTMLMediaElement>();
  const gestures = new WeakMap<HTMLMediaElement, boolean>();

  function heard(event: Event) {
    const element = event.target;
    if (!(element instanceof HTMLMediaElement)) return;
    const kind = event.type;
    if (kind === 'volumechange' && !playing.has(element)) return;
    if (kind === 'play') {
      playing.add(element);
      const active = window.navigator.userActivation?.isActive ?? false;
      const proof = person.proof();
      gestures.set(element, active || (proof !== null && clock.now() - proof < GESTURE_MS));
    } else if (kind !== 'volumechange') playing.delete(element);
    const state = kind === 'volumechange' ? 'play' : kind === 'pause' && element.ended ? 'ended' : kind;
    signals.add(
      'media',
      {
        state,
        muted: isMuted(element),
        loop: element.loop,
        gesture: gestures.get(element) ?? false,
        dur: Number.isFinite(element.duration) ? Math.round(element.duration * 1_000) : undefined,
      },
      true,
    );
  }
  const listening = listen(window.document, ['play', 'pause', 'ended', 'volumechange'], heard);
  return {
    state() {
      const now = [...playing].filter((element) => element.isConnected || !element.paused).filter((element) => !element.paused);
      if (!now.length) return {};
      const worth = now.filter((element) => !element.loop && gestures.get(element));
      if (!worth.length) return {};
      return { media: true, muted: worth.every(isMuted) };
    },
    stop: listening.stop,
  };
}
