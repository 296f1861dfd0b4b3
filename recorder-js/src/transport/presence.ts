import type { Clock } from '../clock';
import type { Fields, Signal } from '../evidence/signal';
import type { Signals } from '../evidence/signals';
import { guard, type Listening } from '../guard';
import type { Timers } from '../timers';
import { headerText, roomForSignals } from '../wire/header';
import { type Attention, heartbeatEvery } from './heartbeat';
import { presenceSocket } from './socket';

export interface Presence extends Listening {
  start(): void;
  /** What is urgent goes out now, not after the current task. */
  flush(): void;
  /** Hangs up, because the page goes: only what it says last goes before. */
  hangUp(): void;
  /** Connects again after a return or a pause. */
  resume(): void;
  /** The time to the next heartbeat may have changed. */
  reschedule(): void;
  nudge(): void;
  /** The page's policy refuses sockets. */
  forbidSocket(): void;
  open(): boolean;
}

export interface PresenceSources {
  /** Header fields but signals, now; with the channel's number for the socket. */
  start(channel?: number): string;
  attention(): Attention;
  heartbeat(): Fields;
  /** The document's load, or its newest return from the back/forward cache. */
  arrival(): Signal;
  /** Sends a frame without payload, where there is no socket. */
  post(signals: readonly string[], heartbeat: boolean): void;
  /** The first attempt has succeeded or failed. */
  settled(): void;
}

const URGENT_POST_EVERY_MS = 1_000;

/** The socket and its heartbeats; both by POST where a socket cannot be had. */
export function startPresence(url: string, clock: Clock, timers: Timers, signals: Signals, sources: PresenceSources): Presence {
  let channel = 0;
  let urgent: Signal[] = [];
  let told: Signal | null = null;
  let cancelBeat = () => {};
  let beatAt = 0;
  let away = true;
  let stopped = false;
  let queued = false;
  let cancelPost: (() => void) | null = null;

  const socket = presenceSocket(url, timers, hello, () => {
    sources.settled();
    if (socket.refused() && !away) postSoon();
  });

  function hello(number: number) {
    channel = number;
    const start = sources.start(channel);
    // a chunk may have taken the arrival before the socket opened; said twice, it is still one
    const arrival = sources.arrival();
    const known = signals.peek(roomForSignals(start), (signal) => signal.k === 'load', arrival === told ? [] : [arrival]);
    told = arrival;
    urgent = [];
    socket.send(headerText(start, known.length ? known : [signals.text(signals.passing('hb', sources.heartbeat()))]));
    schedule();
  }
  const beat = guard(() => {
    if (stopped || away) return;
    const text = signals.text(signals.passing('hb', sources.heartbeat()));
    if (!socket.send(headerText(sources.start(channel), [text])) && socket.refused()) sources.post([text], true);
    schedule();
  });
  function schedule() {
    cancelBeat();
    if (stopped || away) return;
    const every = heartbeatEvery(sources.attention());
    beatAt = clock.now() + every;
    cancelBeat = timers.after(every, beat);
  }
  function postSoon() {
    if (cancelPost || !signals.pending()) return;
    cancelPost = timers.after(URGENT_POST_EVERY_MS, () => {
      cancelPost = null;
      if (!away && signals.pending()) sources.post([], false);
    });
  }
  const flush = guard(() => {
    queued = false;
    if (!urgent.length) return;
    const start = sources.start(channel);
    // one message holds them: they are few, and what is too much waits for the next chunk
    let room = roomForSignals(start);
    const texts = urgent.map((signal) => signals.text(signal)).filter((text) => (room -= text.length * 3) > 0);
    if (socket.send(headerText(start, texts))) urgent = [];
    else if (socket.refused()) {
      urgent = [];
      if (!away) postSoon();
    }
    if (urgent.length > 100) urgent = urgent.slice(-100);
  });
  signals.onUrgent((signal) => {
    urgent.push(signal);
    if (queued || away) return;
    queued = true;
    queueMicrotask(flush);
  });

  return {
    start() {
      away = false;
      socket.open();
      schedule();
    },
    flush,
    hangUp() {
      flush();
      away = true;
      urgent = [];
      cancelBeat();
      cancelPost?.();
      cancelPost = null;
      socket.close();
    },
    resume() {
      away = false;
      socket.open();
      schedule();
    },
    reschedule() {
      if (away || stopped) return;
      if (clock.now() + heartbeatEvery(sources.attention()) < beatAt - 1_000) schedule();
    },
    nudge: socket.nudge,
    forbidSocket: socket.forbid,
    open: () => !away && !socket.refused(),
    stop() {
      stopped = true;
      this.hangUp();
    },
  };
}
