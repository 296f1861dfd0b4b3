/** Takes out of a URL what the site has not allowed: query names, fragments that carry data, credentials. */
export interface Urls {
  /** A URL of the recorded DOM, relative or absolute: plain anchors stay. */
  inDom(url: string): string;
  /** A URL from which an element shows something, such as an image: under the name by which its content is kept. */
  shown(url: string): string;
  /** A URL of a view or a signal: no fragment but a hash route. */
  ofView(url: string): string;
  /** Each `url(...)` of a style sheet. */
  inCss(css: string): string;
  /** Each candidate of a `srcset`. */
  inSrcset(srcset: string): string;
  /** Every absolute URL in free text, such as the markup in a `noscript`. */
  inText(text: string): string;
  /** What tells one view from another: the path, with its hash route where the site has them. */
  path(href: string): string;
}

const OPAQUE = /^\s*(data|blob|javascript|about):/i;
const CREDENTIALS = /^(\s*(?:[a-z][a-z0-9+.-]*:)?\/\/)[^/?#@]*@/i;

export function allowing(names: readonly string[]): (name: string) => boolean {
  const exact = new Set(names.filter((name) => !name.endsWith('*')));
  const starts = names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  return (name) => exact.has(name) || starts.some((start) => name.startsWith(start));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replace(/\+/g, ' '));
  } catch {
    return name;
  }
}

/** Names what a URL shows. @param cleaned the same URL without what may not be said */
export type NameOf = (url: string, cleaned: string) => string;

export function urlsAllowing(names: readonly string[], hashRoutes: boolean, nameOf: NameOf = (_, cleaned) => cleaned): Urls {
  const allowed = allowing(names);

  function query(text: string): string {
    const kept = text.split('&').filter((pair) => pair && allowed(decoded(pair.split('=', 1)[0]!)));
    return kept.length ? `?${kept.join('&')}` : '';
  }
  function withoutQuery(text: string): string {
    const at = text.indexOf('?');
    return at < 0 ? text : text.slice(0, at) + query(text.slice(at + 1));
  }
  function clean(url: string, fragment: (text: string) => string): string {
    if (OPAQUE.test(url)) return url;
    const bare = url.replace(CREDENTIALS, '$1');
    const at = bare.indexOf('#');
    return at < 0 ? withoutQuery(bare) : withoutQuery(bare.slice(0, at)) + fragment(bare.slice(at));
  }
  const isRoute = (text: string) => hashRoutes && /^#!?\//.test(text);
  const route = (text: string) => (isRoute(text) ? withoutQuery(text) : '');
  // `#access_token=...` and the like carry data, `#reviews` does not
  const anchor = (text: string) => (isRoute(text) ? withoutQuery(text) : /[=?&]/.test(text) ? '' : text);
  const inDom = (url: string) => clean(url, anchor);
  const shown = (url: string) => nameOf(url, inDom(url));

  return {
    inDom,
    shown,
    ofView: (url) => clean(url, route),
    inCss: (css) => css.replace(/url\(\s*(["']?)(.*?)\1\s*\)/g, (_, quote: string, url: string) => `url(${quote}${shown(url)}${quote})`),
    inSrcset: (srcset) => srcset.replace(/\S+/g, (token) => {
      if (/^[\d.]+[wxh],?$/.test(token)) return token;
      return token.endsWith(',') ? `${shown(token.slice(0, -1))},` : shown(token);
    }),
    inText: (text) => text.replace(/(?:https?:)?\/\/[^\s"'<>()]+/gi, inDom),
    path(href) {
      const url = new URL(href);
      return url.pathname.replace(/\/{2,}/g, '/') + route(url.hash);
    },
  };
}
