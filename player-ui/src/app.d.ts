import type { PlayerHandle } from '$lib/replay/handle';

declare global {
  interface Window {
    /** Present while a session page is open; see PlayerHandle. */
    __lastseenPlayer?: PlayerHandle;
  }
}

export {};
