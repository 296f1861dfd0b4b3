import type { Urls } from '../site/urls';

/** One thing the engine saw, in the recording's own event format (rrweb's). Nothing outside this folder looks inside. */
export interface Captured {
  /** Milliseconds since the document's origin. */
  readonly at: number;
  /** A full picture from which a replay can start. */
  readonly keyframe: boolean;
  /**
   * The event as JSON, in pieces of a few milliseconds' work each. Masked already when captured;
   * URLs are cleaned here, because which parts may stay is known later than the first event.
   */
  write(urls: Urls): Iterable<string>;
}

/** The engine that captures the DOM. Another one can take its place here. */
export interface Capture {
  start(emit: (captured: Captured) => void): void;
  stop(): void;
  /** Takes a full picture now. */
  keyframe(): void;
  /** The text of a linked style sheet that the engine cannot read, with absolute URLs. */
  sheet(link: HTMLLinkElement, text: string): void;
}
