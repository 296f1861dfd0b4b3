import type { Lineage } from '../identity/lineage';
import type { Fields } from './signal';

/** How the document began. `words` only where the page's text is there already. */
export function loadFields(window: Window, lineage: Lineage, back: boolean, words: () => number | undefined): Fields {
  const { document, navigator, location } = window;
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const prerendering = (document as { prerendering?: boolean }).prerendering === true;
  return {
    nav: prerendering ? 'prerender' : (entry?.type ?? 'navigate'),
    url: location.href,
    ref: document.referrer,
    vis: document.visibilityState === 'visible' ? 'visible' : 'hidden',
    focus: document.hasFocus(),
    words: document.readyState === 'loading' ? undefined : words(),
    webdriver: navigator.webdriver || undefined,
    prerendering: prerendering || undefined,
    wasDiscarded: (document as { wasDiscarded?: boolean }).wasDiscarded || undefined,
    dup: lineage.duplicated || undefined,
    prev: lineage.previous ?? undefined,
    opener: lineage.opener ?? undefined,
    lang: navigator.language,
    vw: window.innerWidth,
    vh: window.innerHeight,
    back: back || undefined,
  };
}

/** The same document again, out of the back/forward cache. */
export const restoredFields = (window: Window, previous: string | null): Fields => ({
  nav: 'back_forward',
  url: window.location.href,
  ref: window.document.referrer,
  vis: window.document.visibilityState === 'visible' ? 'visible' : 'hidden',
  focus: window.document.hasFocus(),
  restored: true,
  prev: previous ?? undefined,
  vw: window.innerWidth,
  vh: window.innerHeight,
});
