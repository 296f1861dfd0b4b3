import { randomId } from '../ids';
import type { Cookies } from './cookies';
import type { Store } from './storage';

/** Which documents said goodbye, and which run of the browser this is: so a later page knows which ones crashed. */
export interface Goodbyes {
  /** Written down at once, because a page that goes has no time. */
  say(document: string): void;
  /** It came back. */
  takeBack(document: string): void;
  said(document: string): boolean;
  forget(): void;
}

const GOODBYES = 'lastseen.bye';
const MOST = 40;
const RUN = 'lastseen_run';

export function goodbyes(local: Store): Goodbyes {
  const all = () => (local.get(GOODBYES) ?? '').split('.');
  const others = (document: string) => all().filter((one) => one && one !== document);
  return {
    say: (document) => local.set(GOODBYES, [...others(document), document].slice(-MOST).join('.')),
    takeBack: (document) => local.set(GOODBYES, others(document).join('.')),
    said: (document) => all().includes(document),
    forget: () => local.remove(GOODBYES),
  };
}

/**
 * A cookie for as long as the browser runs; null where there are no cookies.
 * @param restored the tab came back with a browser that was started again, which may have brought its cookies back too
 */
export function browserRun(cookies: Cookies, restored: boolean): string | null {
  if (restored || !cookies.get(RUN)) cookies.set(RUN, randomId());
  return cookies.get(RUN);
}

export const forgetRun = (cookies: Cookies): void => cookies.remove(RUN);
