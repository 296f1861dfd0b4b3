import { listen, type Listening } from '../guard';

/** What the page's content security policy keeps the recorder from, as far as it has shown. */
export interface PagePolicy extends Listening {
  /** Anything of ours was refused: a policy this strict is not tried further. */
  strict(): boolean;
}

/**
 * A browser writes a line on the console for every refusal, so nothing that was refused is tried twice.
 * @param refused told which of our doors was refused
 */
export function watchPagePolicy(document: Document, service: string, refused: (door: 'socket' | 'requests') => void): PagePolicy {
  let strict = false;
  const { host } = new URL(service);
  const listening = listen<SecurityPolicyViolationEvent>(document, ['securitypolicyviolation'], (event) => {
    if (event.disposition !== 'enforce') return;
    if (event.effectiveDirective !== 'connect-src') return;
    const blocked = /^([a-z]+):\/\/([^/?#]+)/.exec(event.blockedURI);
    if (blocked?.[2] !== host) return;
    strict = true;
    refused(blocked[1]!.startsWith('ws') ? 'socket' : 'requests');
  });
  return { strict: () => strict, stop: listening.stop };
}
