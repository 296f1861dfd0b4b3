import { isId, randomId } from '../ids';
import type { Cookies } from './cookies';
import type { Store } from './storage';

export interface Visitor {
  readonly id: string;
  /** The id came from an earlier load. */
  readonly back: boolean;
  /** Writes the id down; not before the site's options allow recording. */
  keep(): void;
}

const NAME = 'lastseen';
/** Where the keeper of assets notes in localStorage what it has told. */
export const ASSETS_TOLD = 'lastseen.assets';
/** Cookie and key of localStorage: other tabs hear when it is written. */
export const REFUSED = 'lastseen_optout';
/** Browsers allow no more than 400 days. */
export const KEPT_SECONDS = 400 * 86_400;

export function findVisitor(cookies: Cookies, local: Store): Visitor {
  const known = [cookies.get(NAME), local.get(NAME)].find(isId);
  const id = known ?? randomId();
  return {
    id,
    back: known !== undefined,
    keep() {
      cookies.set(NAME, id, KEPT_SECONDS);
      local.set(NAME, id);
    },
  };
}

export function forgetVisitor(cookies: Cookies, local: Store): void {
  cookies.remove(NAME);
  local.remove(NAME);
  local.remove(ASSETS_TOLD);
}

/** A visitor's own refusal, kept where both the site and its subdomains see it. */
export const optedOut = (cookies: Cookies, local: Store): boolean => cookies.get(REFUSED) === '1' || local.get(REFUSED) === '1';

export function rememberOptOut(cookies: Cookies, local: Store): void {
  cookies.set(REFUSED, '1', KEPT_SECONDS);
  local.set(REFUSED, '1');
}
