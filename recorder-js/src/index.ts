import { doorsOf } from './doors';
import { createRecorder, type Recorder } from './recorder';

export type { Recorder } from './recorder';

export interface StartOptions {
  /** The site's write key. */
  readonly site: string;
  /** Address of the Lastseen service, such as `https://replay.example`. */
  readonly service: string;
  /** Path of the doors, or a whole URL where the site proxies them; `/i` by default. */
  readonly prefix?: string;
}

/** Records this page. Use it once per page, instead of the script tag. */
export function start({ site, service, prefix }: StartOptions): Recorder {
  return createRecorder(window, doorsOf(service, site, prefix));
}
