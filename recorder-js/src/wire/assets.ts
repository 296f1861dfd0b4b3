import { encode } from './header';

/** What an asset message says of one reference (docs/wire-format.md, "Assets"). */
export type AssetEntry =
  | { readonly u: string; readonly c: string }
  | { readonly u: string; readonly n: number }
  | { readonly u: string; readonly w: number; readonly h: number };

export const MOST_ENTRIES = 64;

/** @param contents those of the entries with `n`, in their order */
export function assetMessage(document: string, entries: readonly AssetEntry[], contents: readonly ArrayBuffer[]): Blob {
  const header = encode(JSON.stringify({ d: document, a: entries }));
  const prefix = new DataView(new ArrayBuffer(8));
  prefix.setUint32(0, 0x4c41_0100);
  prefix.setUint32(4, header.length);
  return new Blob([prefix.buffer, header, ...contents], { type: 'text/plain' });
}

/** Bytes as base64url without padding, as contents are named. */
export const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
