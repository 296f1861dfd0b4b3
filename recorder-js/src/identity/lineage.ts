import { isId, randomId } from '../ids';
import type { Cookies } from './cookies';
import type { Store } from './storage';
import type { TabLock } from './tabLock';

/** Which tab this is, and which document was in it or opened it. */
export interface Lineage {
  readonly tab: string;
  readonly previous: string | null;
  readonly opener: string | null;
  readonly duplicated: boolean;
}

const TAB = 'lastseen.tab';
const DOCUMENT = 'lastseen.document';
const HANDOFF = 'lastseen_handoff';
/** A page that follows loads within this time. */
const HANDOFF_SECONDS = 15;

interface Handoff {
  readonly how: 'next' | 'opens';
  readonly tab: string;
  readonly document: string;
}

/** What a page of this site leaves for the next one on another subdomain or in another tab, where sessionStorage does not reach. */
export function leaveHandoff(cookies: Cookies, how: Handoff['how'], tab: string, document: string): void {
  cookies.set(HANDOFF, `${how}.${tab}.${document}`, HANDOFF_SECONDS);
}

function takeHandoff(cookies: Cookies): Handoff | null {
  const [how, tab, document] = (cookies.get(HANDOFF) ?? '').split('.');
  if ((how !== 'next' && how !== 'opens') || !isId(tab) || !isId(document)) return null;
  cookies.remove(HANDOFF);
  return { how, tab, document };
}

/** @param cameFromSite the referrer is this host or a neighbour; a handoff is for such pages alone */
export async function findLineage(session: Store, cookies: Cookies, lock: TabLock, cameFromSite: boolean, copied: boolean): Promise<Lineage> {
  const known = session.get(TAB);
  const before = session.get(DOCUMENT);
  const previous = isId(before) ? before : null;
  const handoff = takeHandoff(cookies);

  async function fresh(opener: string | null, duplicated: boolean): Promise<Lineage> {
    const tab = randomId();
    await lock.acquire(tab);
    return { tab, previous: null, opener, duplicated };
  }
  if (isId(known)) {
    if (!copied && (await lock.acquire(known))) return { tab: known, previous, opener: null, duplicated: false };
    return fresh(previous, true);
  }
  if (!handoff || !cameFromSite) return fresh(null, false);
  if (handoff.how === 'next' && (await lock.acquire(handoff.tab))) {
    return { tab: handoff.tab, previous: handoff.document, opener: null, duplicated: false };
  }
  return fresh(handoff.document, false);
}

export function keepLineage(session: Store, tab: string, document: string): void {
  session.set(TAB, tab);
  session.set(DOCUMENT, document);
}

export function forgetLineage(session: Store, cookies: Cookies): void {
  session.remove(TAB);
  session.remove(DOCUMENT);
  cookies.remove(HANDOFF);
}

/** The document that was in this tab last. */
export const lastDocument = (session: Store): string | null => session.get(DOCUMENT);
