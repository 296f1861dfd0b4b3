/** The frame of docs/wire-format.md, version 1. */
export const VERSION = 1;
export const PREFIX_BYTES = 16;
export const MAX_HEADER_BYTES = 16_384;
export const MAX_PAYLOAD_BYTES = 2_097_152;

export const Codec = { none: 0, stored: 1, gzip: 2 } as const;
export type Codec = (typeof Codec)[keyof typeof Codec];

export const Flag = { unloading: 1, buffered: 2 } as const;

/** What never changes between two sendings of one frame. */
export interface Sealed {
  readonly header: Uint8Array<ArrayBuffer>;
  readonly payload: Uint8Array<ArrayBuffer>;
  readonly codec: Codec;
}

/** @param age milliseconds from sealing to this sending */
export function frame(sealed: Sealed, flags: number, age: number): Uint8Array<ArrayBuffer> {
  const { header, payload } = sealed;
  const bytes = new Uint8Array(PREFIX_BYTES + header.length + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x4c53);
  view.setUint8(2, VERSION);
  view.setUint8(3, payload.length ? sealed.codec : Codec.none);
  view.setUint16(4, header.length);
  view.setUint16(6, flags);
  view.setUint32(8, payload.length);
  view.setUint32(12, Math.min(0xffff_ffff, Math.max(0, Math.round(age))));
  bytes.set(header, PREFIX_BYTES);
  bytes.set(payload, PREFIX_BYTES + header.length);
  return bytes;
}

export const frameBytes = (sealed: Sealed): number => PREFIX_BYTES + sealed.header.length + sealed.payload.length;
