import type { Urls } from '../site/urls';
import { utf8Length } from '../wire/header';

/** A kind of docs/wire-format.md, table "Signals". */
export type Kind =
  | 'load' | 'view' | 'input' | 'vis' | 'focus' | 'exit' | 'pagehide' | 'hb' | 'out' | 'media' | 'form' | 'gap'
  | 'freeze' | 'resume' | 'net' | 'stop' | 'signout' | 'crash' | 'mark';

export type Fields = Record<string, unknown>;

/** One thing noticed: number within the document, milliseconds since its origin, kind, and the kind's fields. */
export interface Signal {
  readonly n: number;
  readonly t: number;
  readonly k: Kind;
  readonly fields: Fields;
  /** What the page gave with a mark, as JSON. */
  readonly props: string | undefined;
}

const LONGEST = 1_024;
const LONGEST_URL = 2_048;
const LONG = new Set(['url', 'ref', 'title', 'path']);
const URLS = new Set(['url', 'ref']);
/** Bytes. A single signal must leave room for others in a header of 16 KB. */
const LARGEST = 6_000;
const TOO_LARGE = '{"dropped":"too large"}';

/** Cut to a length, without NUL or lone surrogates, which the service refuses. */
export function wellFormed(text: string, longest: number): string {
  const cut = text.length > longest ? text.slice(0, longest) : text;
  return cut.replace(/\0/g, '').replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, (found) => (found.length === 2 ? found : '\uFFFD'));
}

/** What an object says of itself, as for `JSON.stringify`: a date its ISO text, a URL its address. A set is a list, a map an object. */
function said(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return toJSON.call(value);
  if (value instanceof Set) return [...value];
  return value instanceof Map ? Object.fromEntries(value) : value;
}

function tidy(given: unknown, longest: number, depth: number): unknown {
  const value = said(given);
  if (typeof value === 'string') return wellFormed(value, longest);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean' || value === null) return value;
  if (depth > 4 || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => tidy(item, longest, depth + 1) ?? null);
  const result: Fields = {};
  for (const key of Object.keys(value).slice(0, 50)) {
    const item = tidy((value as Fields)[key], longest, depth + 1);
    if (item !== undefined) result[wellFormed(key, 128)] = item;
  }
  return result;
}

/**
 * What a page hands over, as JSON, read at once: later it may have changed. Reading runs the page's own code (getters, proxies),
 * which may throw: then a word instead.
 *
 * @returns undefined for what JSON does not know, such as a function
 */
export function propsText(given: unknown): string | undefined {
  try {
    const text = JSON.stringify(tidy(given, LONGEST, 0)) as string | undefined;
    return text !== undefined && utf8Length(text) > LARGEST ? TOO_LARGE : text;
  } catch {
    return '{"dropped":"unreadable"}';
  }
}

/** A signal as JSON, fit for the wire. */
export function signalText(signal: Signal, urls: Urls): string {
  const fields: Fields = {};
  for (const [name, value] of Object.entries(signal.fields)) {
    if (value === undefined) continue;
    fields[name] = tidy(URLS.has(name) ? urls.ofView(String(value)) : value, LONG.has(name) ? LONGEST_URL : LONGEST, 0);
  }
  const text = JSON.stringify({ n: signal.n, t: signal.t, k: signal.k, ...fields });
  if (signal.props === undefined) return text;
  const withProps = (props: string) => `${text.slice(0, -1)},"props":${props}}`;
  const whole = withProps(signal.props);
  return utf8Length(whole) <= LARGEST ? whole : withProps(TOO_LARGE);
}
