import type { Clock } from '../clock';
import type { Person } from './person';

/**
 * After such a silence a session may begin in this open page. The service's timings are not known here: by default no absence is
 * final before 15 minutes (`parked`, which `absent` cannot be shorter than). In use a page is pictured every five minutes anyway.
 */
const SILENCE_MS = 900_000;
/**
 * So long after `signOut()` what follows is nobody's; the first proof of a person from then on begins a session, also in this page.
 * The service's `lastseen.engagement.sign-out-tail` (`Timings.signOutTail`), by default: the recorder does not know it.
 */
const SIGN_OUT_TAIL_MS = 60_000;

/**
 * Somebody is there with whom a session may begin.
 *
 * @returns to be told that the visitor signed out
 */
export function watchReturns(clock: Clock, person: Person, begins: () => void): () => void {
  let seenAt = 0;
  /** From when on a proof begins another person's session. */
  let tailEnds = Infinity;
  person.onProof(() => {
    const now = clock.now();
    const afterTail = now >= tailEnds;
    if (afterTail) {
      tailEnds = Infinity;
      // the session has to begin with this input: one that began with a later one would not have the picture
      person.tell();
    }
    if (afterTail || now - seenAt >= SILENCE_MS) begins();
    seenAt = now;
  });
  // said again while nobody is there it changes nothing, as for the service
  return () => {
    tailEnds = Math.min(tailEnds, clock.now() + SIGN_OUT_TAIL_MS);
  };
}
