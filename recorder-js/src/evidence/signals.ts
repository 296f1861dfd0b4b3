import type { Clock } from '../clock';
import { fitting } from '../wire/header';
import { type Fields, type Kind, propsText, type Signal, signalText } from './signal';
import type { Urls } from '../site/urls';

export interface Noted {
  readonly signal: Signal;
  readonly text: string;
}

/** Numbers signals and keeps them until a chunk's header has taken them. */
export interface Signals {
  /**
   * @param fields `props`, which a page hands over, are read at once; nothing of the page's own is kept
   * @param urgent also goes to the socket at once
   * @param t when it happened, if not now
   */
  add(kind: Kind, fields?: Fields, urgent?: boolean, t?: number): Signal;
  /** Numbers a signal without keeping it: heartbeats, which nobody needs later. */
  passing(kind: Kind, fields: Fields): Signal;
  /** Takes as many as fit, the oldest first. */
  take(room: number): string[];
  /**
   * As many as fit, without taking them.
   * @param first which ones matter most
   * @param again go before all, also where they were taken before
   */
  peek(room: number, first: (signal: Signal) => boolean, again?: readonly Signal[]): string[];
  pending(): number;
  /** Those that nothing has taken, as they are now. */
  untaken(): readonly string[];
  /** When the oldest pending one happened. */
  oldest(): number | null;
  text(signal: Signal): string;
  /** Asked before anything is taken, so that a tracker can add what it held back. */
  beforeTake(run: () => void): void;
  onUrgent(run: (signal: Signal) => void): void;
  clear(): void;
}

/** So many wait at most while the service cannot be reached; then the oldest inputs go first. */
const MOST = 4_000;

export function collectSignals(clock: Clock, urls: () => Urls): Signals {
  let numbered = 0;
  let pending: Signal[] = [];
  const texts = new WeakMap<Signal, string>();
  const holdersBack: (() => void)[] = [];
  const urgentListeners: ((signal: Signal) => void)[] = [];

  function text(signal: Signal): string {
    let known = texts.get(signal);
    if (known === undefined) texts.set(signal, (known = signalText(signal, urls())));
    return known;
  }
  function create(k: Kind, { props: given, ...fields }: Fields, t = clock.now()): Signal {
    const props = propsText(given);
    return { n: ++numbered, t, k, fields, props };
  }
  return {
    add(kind, fields = {}, urgent = false, t) {
      const signal = create(kind, fields, t);
      pending.push(signal);
      if (pending.length > MOST) pending.splice(Math.max(0, pending.findIndex((s) => s.k === 'input' || s.k === 'mark')), 1);
      if (urgent) urgentListeners.forEach((run) => run(signal));
      return signal;
    },
    passing: (kind, fields) => create(kind, fields),
    take(room) {
      holdersBack.forEach((run) => run());
      const all = pending.map(text);
      const count = fitting(all, room);
      pending = pending.slice(count);
      return all.slice(0, count);
    },
    peek(room, first, again = []) {
      holdersBack.forEach((run) => run());
      const all = [...new Set([...again, ...pending.filter(first), ...[...pending].reverse()])].map(text);
      return all.slice(0, fitting(all, room));
    },
    pending: () => pending.length,
    untaken: () => pending.slice(0, 100).map(text),
    oldest: () => pending[0]?.t ?? null,
    text,
    beforeTake: (run) => void holdersBack.push(run),
    onUrgent: (run) => void urgentListeners.push(run),
    clear() {
      pending = [];
    },
  };
}
