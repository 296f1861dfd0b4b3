import { guard } from '../guard';
import type { Timers } from '../timers';

/** The presence WebSocket: opened, kept open, reopened. */
export interface Socket {
  open(): void;
  /** @returns false where there is no open socket */
  send(text: string): boolean;
  /** Closed on purpose: in pagehide, or when recording stops. */
  close(): void;
  /** Nothing was ever connected, and it looks as if nothing will be: heartbeats have to go by POST. */
  refused(): boolean;
  /** The machine woke, or the network is back: do not wait. */
  nudge(): void;
  /** The page's policy refuses sockets. */
  forbid(): void;
}

/** The first try after a drop; the service counts on it within 2 s. */
const SOON_MS = 300;
const SOON_SPREAD_MS = 1_200;
const CONNECT_MS = 10_000;
/** From the second try on: each leaves a line on the console, and the service gives 12 s. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;

/**
 * @param opened called with the number of the channel in its document, from 1; sends the hello
 * @param changed called when `refused()` may have changed
 */
export function presenceSocket(url: string, timers: Timers, opened: (channel: number) => void, changed: () => void, random: () => number = Math.random): Socket {
  let channel = 0;
  let failures = 0;
  let socket: WebSocket | null = null;
  let wanted = false;
  let impossible = typeof WebSocket !== 'function';
  let cancel = () => {};
  let cancelConnecting = () => {};

  function again(after: number) {
    cancel();
    if (wanted && !impossible) cancel = timers.after(after, connect);
  }
  function lost(was: WebSocket, hadOpened: boolean) {
    if (socket !== was) return;
    socket = null;
    cancelConnecting();
    if (hadOpened) again(SOON_MS + random() * SOON_SPREAD_MS);
    else {
      again(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures++) * (1 - random() / 4));
    }
    changed();
  }
  function connect() {
    if (!wanted || socket || impossible) return;
    let made: WebSocket;
    try {
      made = new WebSocket(url);
    } catch {
      // the page's policy, or an insecure address on a secure page: no later try will do better
      impossible = true;
      changed();
      return;
    }
    let hasOpened = false;
    socket = made;
    cancelConnecting = timers.after(CONNECT_MS, () => !hasOpened && made.close());
    made.onopen = guard(() => {
      if (socket !== made) return;
      hasOpened = true;
      failures = 0;
      opened(++channel);
      changed();
    });
    made.onclose = made.onerror = guard(() => lost(made, hasOpened));
  }
  return {
    open() {
      wanted = true;
      connect();
    },
    send(text) {
      if (socket?.readyState !== 1) return false;
      socket.send(text);
      return true;
    },
    close() {
      wanted = false;
      cancel();
      cancelConnecting();
      const was = socket;
      socket = null;
      was?.close(1000);
    },
    refused: () => impossible || failures > 0,
    nudge() {
      if (!socket) again(0);
    },
    forbid() {
      impossible = true;
      cancel();
      changed();
    },
  };
}
