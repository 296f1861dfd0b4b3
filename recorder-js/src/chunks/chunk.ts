import { Codec, frame, frameBytes, type Sealed } from '../wire/frame';

/** Where the spool keeps a frame: its document, its sequence (-1: signals alone), and a number among those. */
export type Place = readonly [document: string, n: number, part: number];

/** A frame on its way: sealed text first, then sealed bytes, which never change again. */
export interface Chunk {
  readonly header: Uint8Array<ArrayBuffer>;
  /** Milliseconds on the document's clock. */
  readonly sealedAt: number;
  readonly keyframe: boolean;
  readonly kind: 'events' | 'signals' | 'heartbeat';
  /** The payload before compression, until there are bytes. */
  text: string | null;
  sealed: Sealed | null;
  /** How it is under way, if it is. */
  sending: 'no' | 'plain' | 'lasting';
  /** Kept over a time offline. */
  buffered: boolean;
  /** Where the spool keeps it; null where it is not worth keeping. */
  readonly place: Place | null;
  /** Of an earlier document; the spool has it until it is acknowledged. */
  readonly recovered: boolean;
  done: boolean;
}

const NOTHING = new Uint8Array(0);

export function signalsChunk(header: Uint8Array<ArrayBuffer>, sealedAt: number, kind: 'signals' | 'heartbeat', place: Place | null = null): Chunk {
  return {
    header, sealedAt, kind, keyframe: false, text: null, sending: 'no', buffered: false, place, recovered: false, done: false,
    sealed: { header, payload: NOTHING, codec: Codec.none },
  };
}

export function eventsChunk(header: Uint8Array<ArrayBuffer>, sealedAt: number, text: string, keyframe: boolean, place: Place | null = null): Chunk {
  return { header, sealedAt, kind: 'events', keyframe, text, sealed: null, sending: 'no', buffered: false, place, recovered: false, done: false };
}

/** A frame that an earlier document of this site could not get acknowledged. */
export function recoveredChunk(sealed: Sealed, sealedAt: number, keyframe: boolean, place: Place): Chunk {
  return {
    header: sealed.header, sealedAt, keyframe, place, sealed,
    kind: place[1] < 0 ? 'signals' : 'events', text: null, sending: 'no', buffered: true, recovered: true, done: false,
  };
}

/** The first bytes that come are the chunk's for good: what a slower compression makes later is thrown away. */
export function sealWith(chunk: Chunk, payload: Uint8Array<ArrayBuffer>, codec: Codec): boolean {
  if (chunk.sealed) return false;
  chunk.sealed = { header: chunk.header, payload, codec };
  chunk.text = null;
  return true;
}

export const weight = (chunk: Chunk): number => (chunk.sealed ? frameBytes(chunk.sealed) : chunk.header.length + (chunk.text?.length ?? 0));

export const bytesOf = (chunk: Chunk, flags: number, now: number): Uint8Array<ArrayBuffer> => frame(chunk.sealed!, flags, now - chunk.sealedAt);
