/** Where this page's recorder sends to (docs/wire-format.md, "Doors"). */
export interface Doors {
  readonly service: string;
  readonly chunks: string;
  readonly options: string;
  readonly presence: string;
  readonly assets: string;
  /** The part of the recorder that keeps assets. */
  readonly keeper: string;
}

/**
 * @param script address of the recorder's script, or of the service
 * @param prefix path of the doors, or a whole URL where the site proxies them
 */
export function doorsOf(script: string, site: string, prefix = '/i'): Doors {
  const service = new URL(script).origin;
  const base = new URL(prefix, service).href.replace(/\/+$/, '');
  const key = `?k=${encodeURIComponent(site)}`;
  return {
    service,
    chunks: `${base}/c${key}`,
    options: `${base}/o${key}`,
    assets: `${base}/a${key}`,
    keeper: `${service}/lastseen-assets.js`,
    presence: `${base.replace(/^http/, 'ws')}/s${key}`,
  };
}
