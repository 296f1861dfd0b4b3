import type { Urls } from '../site/urls';

export type UrlKind = 'dom' | 'shown' | 'view' | 'css' | 'srcset' | 'text';

/** A place in an event that holds URLs: object, key, and how to clean it. */
export type UrlSpot = readonly [holder: Record<string, unknown>, key: string, kind: UrlKind];

export function cleanSpots(spots: readonly UrlSpot[], urls: Urls): void {
  for (const [holder, key, kind] of spots) {
    const value = holder[key];
    if (typeof value !== 'string') continue;
    holder[key] =
      kind === 'css' ? urls.inCss(value)
      : kind === 'srcset' ? urls.inSrcset(value)
      : kind === 'text' ? urls.inText(value)
      : kind === 'shown' ? urls.shown(value)
      : kind === 'view' ? urls.ofView(value)
      : urls.inDom(value);
  }
}
