import type { Options } from './options';

/** A stable number in [0, 1) of a visitor id (FNV-1a, then mixed as in MurmurHash3), so that a visitor is in or out for good. */
export function shareOf(visitor: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < visitor.length; i++) hash = Math.imul(hash ^ visitor.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Why this visitor is not recorded, in words, or null. */
export function refusal(options: Options, visitor: string, privacyControl: boolean): string | null {
  if (!options.record) return options.why === 'paused' || !options.why ? 'the owner of the site has paused recording' : options.why;
  if (options.gpc && privacyControl) return 'this browser sends Global Privacy Control, and the site respects it';
  if (shareOf(visitor) >= options.sample) return `this visitor is not in the sample (${Math.round(options.sample * 100)} % are recorded)`;
  return null;
}
