import { MAX_HEADER_BYTES } from './frame';

export const MAX_SIGNALS = 512;

export interface Ids {
  readonly visitor: string;
  readonly tab: string;
  readonly document: string;
}

/** What a payload adds to its header. */
export interface Span {
  readonly sequence: number;
  readonly first: number;
  readonly last: number;
  readonly keyframe: boolean;
}

const encoder = new TextEncoder();
export const encode = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text) as Uint8Array<ArrayBuffer>;

/** UTF-8 bytes of a text, without making them. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** The fields that all headers of a document share, as JSON without the closing brace. */
export const baseOf = (ids: Ids, origin: number): string => JSON.stringify({ v: ids.visitor, t: ids.tab, d: ids.document, o: origin }).slice(0, -1);

/** Header fields but the signals, as JSON without the closing brace. */
export function headerStart(ids: Ids, origin: number, at: number, extra: { span?: Span; channel?: number } = {}): string {
  const { span, channel } = extra;
  const fields = {
    at,
    ...(span && { s: span.sequence, f: span.first, l: span.last, k: span.keyframe }),
    ...(channel !== undefined && { c: channel }),
  };
  return `${baseOf(ids, origin)},${JSON.stringify(fields).slice(1, -1)}`;
}

export const headerText = (start: string, signals: readonly string[]): string => `${start},"e":[${signals.join(',')}]}`;

/** Bytes of JSON that signals may take beside these fields. */
export const roomForSignals = (start: string): number => MAX_HEADER_BYTES - utf8Length(start) - 8;

/**
 * How many of the signals, from the first on, fit into `room` bytes and the limit of 512.
 * The others go with the next header.
 */
export function fitting(signals: readonly string[], room: number): number {
  let count = 0;
  let left = room;
  for (const signal of signals) {
    left -= utf8Length(signal) + 1;
    if (left < 0 || count === MAX_SIGNALS) break;
    count++;
  }
  return count;
}
