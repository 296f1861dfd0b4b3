/** What the site's owner has set: the answer of `GET {prefix}/o`. */
export interface Options {
  readonly record: boolean;
  readonly why: string | null;
  /** Share of visitors that are recorded, 0 to 1. */
  readonly sample: number;
  /** Global Privacy Control is respected. */
  readonly gpc: boolean;
  /** Names of URL query parameters that may be kept; a trailing `*` stands for any rest. */
  readonly query: readonly string[];
  readonly ownHosts: readonly string[];
  readonly paymentHosts: readonly string[];
  /** Routes live in the URL's fragment. */
  readonly hash: boolean;
  /** Bytes of images and fonts that may be kept of one page; 0 where none are. */
  readonly assets: number;
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []);

/** Reads leniently: a field that is missing or odd gets the careful default. */
export function readOptions(json: unknown): Options {
  const given = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  const sample = given['sample'];
  return {
    record: given['record'] !== false,
    why: typeof given['why'] === 'string' ? given['why'] : null,
    sample: typeof sample === 'number' && sample >= 0 && sample <= 1 ? sample : 1,
    gpc: given['gpc'] !== false,
    query: strings(given['query']),
    ownHosts: strings(given['ownHosts']),
    paymentHosts: strings(given['paymentHosts']),
    hash: given['hash'] === true,
    assets: typeof given['assets'] === 'number' ? given['assets'] : 0,
  };
}

/** Host patterns of the site's settings: `shop.example` or `*.paypal.com` (which means paypal.com too). */
export function matchesHost(host: string, patterns: readonly string[]): boolean {
  const name = host.toLowerCase();
  return patterns.some((pattern) => {
    const wanted = pattern.toLowerCase();
    if (!wanted.startsWith('*.')) return name === wanted || name.replace(/:\d+$/, '') === wanted;
    const bare = name.replace(/:\d+$/, '');
    return bare === wanted.slice(2) || bare.endsWith(wanted.slice(1));
  });
}
