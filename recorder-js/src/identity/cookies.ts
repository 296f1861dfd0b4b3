/** Cookies of the site's registrable domain, so that its subdomains share them. */
export interface Cookies {
  get(name: string): string | null;
  /** @param maxAgeSeconds without it the cookie lives as long as the browser runs */
  set(name: string, value: string, maxAgeSeconds?: number): void;
  remove(name: string): void;
}

const PROBE = 'lastseen_probe';

/** Domains a cookie of this host could have, the widest first; the browser refuses public suffixes. */
export function candidateDomains(host: string): string[] {
  if (/^[\d.]+$/.test(host) || host.includes(':') || !host.includes('.')) return [];
  const labels = host.split('.');
  return labels.slice(0, -1).map((_, i) => labels.slice(labels.length - 2 - i).join('.')).filter((domain) => domain.length > 0);
}

export function siteCookies(document: Document, location: Location): Cookies {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  let domain: string | undefined;

  function write(name: string, value: string, maxAge: number | undefined, on: string) {
    try {
      document.cookie = `${name}=${value}; Path=/${maxAge === undefined ? '' : `; Max-Age=${maxAge}`}; SameSite=Lax${secure}${on && `; Domain=${on}`}`;
    } catch {
      // a sandboxed document has no cookies
    }
  }
  function get(name: string): string | null {
    try {
      const start = `${name}=`;
      return document.cookie.split(/;\s*/).find((pair) => pair.startsWith(start))?.slice(start.length) ?? null;
    } catch {
      return null;
    }
  }
  /** Found by trial: there is no list of public suffixes in a browser. */
  function widest(): string {
    if (domain !== undefined) return domain;
    domain = '';
    for (const candidate of candidateDomains(location.hostname)) {
      write(PROBE, '1', 10, candidate);
      if (get(PROBE) !== '1') continue;
      write(PROBE, '', 0, candidate);
      domain = candidate;
      break;
    }
    return domain;
  }
  return {
    get,
    set: (name, value, maxAge) => write(name, value, maxAge, widest()),
    remove(name) {
      write(name, '', 0, widest());
      write(name, '', 0, '');
    },
  };
}
