import type { Clock } from '../clock';
import { listen, type Listening, stopAll } from '../guard';
import type { Signals } from './signals';

/** Trusted input of a person: the proof that somebody is there. */
export interface Person extends Listening {
  /** The last trusted input, milliseconds since the origin; null where there was none. */
  proof(): number | null;
  onProof(run: () => void): void;
  /** Inputs of one kind are told every 3 s: what is held back of them is told now. */
  tell(): void;
}

type InputKind = 'pointer' | 'click' | 'scroll' | 'key' | 'touch';

/** A hand on the mouse moves it this far; a shaking desk does not (CSS pixels). */
const POINTER_PATH_PX = 12;
/** A path that takes longer than this is jitter added up. */
const POINTER_PATH_MS = 1_000;
const EVERY_MS = 3_000;
/** After so long without proof the next one is news, and goes out at once. */
const NEWS_MS = 10_000;

export function watchPerson(signals: Signals, clock: Clock, window: Window): Person {
  let proof: number | null = null;
  const reported = new Map<InputKind, number>();
  const held = new Map<InputKind, number>();
  const listeners: (() => void)[] = [];
  let path = 0;
  let pathSince = 0;
  let at: readonly [number, number] | null = null;
  let pressed = false;

  function saw(kind: InputKind) {
    const now = clock.now();
    const news = proof === null || now - proof > NEWS_MS;
    proof = now;
    const last = reported.get(kind);
    if (last === undefined || now - last >= EVERY_MS) {
      reported.set(kind, now);
      held.delete(kind);
      signals.add('input', { kind }, news);
    } else held.set(kind, now);
    listeners.forEach((run) => run());
  }
  function moved(event: PointerEvent) {
    if (!event.isTrusted || event.pointerType === 'touch') return;
    const now = clock.now();
    if (now - pathSince > POINTER_PATH_MS) {
      path = 0;
      pathSince = now;
    }
    if (at) path += Math.hypot(event.screenX - at[0], event.screenY - at[1]);
    at = [event.screenX, event.screenY];
    if (path < POINTER_PATH_PX) return;
    path = 0;
    pathSince = now;
    saw('pointer');
  }
  const trusted = (kind: InputKind) => (event: Event) => event.isTrusted && saw(kind);

  const parts = [
    listen<PointerEvent>(window, ['pointermove'], moved),
    listen<PointerEvent>(window, ['pointerdown'], (event) => {
      pressed = event.isTrusted;
      if (event.isTrusted) saw(event.pointerType === 'touch' ? 'touch' : 'click');
    }),
    listen(window, ['pointerup', 'pointercancel'], () => {
      pressed = false;
    }),
    // a scroll event is trusted even when a script scrolls, so it counts only while the scroll bar is held
    listen(window, ['scroll'], () => pressed && saw('scroll')),
    listen(window, ['wheel'], trusted('scroll')),
    listen(window, ['touchmove'], trusted('touch')),
    listen(window, ['keydown'], trusted('key')),
  ];
  function tell() {
    for (const [kind, t] of held) {
      reported.set(kind, t);
      signals.add('input', { kind }, false, t);
    }
    held.clear();
  }
  signals.beforeTake(tell);
  return {
    proof: () => proof,
    onProof: (run) => void listeners.push(run),
    tell,
    stop: stopAll(parts).stop,
  };
}
