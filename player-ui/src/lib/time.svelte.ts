import { serviceNow } from '$lib/api/client';

/** Now by the service's clock, moving on by itself, for "3 minutes ago". */
export class Ticker {
  now = $state(serviceNow());

  constructor(everyMs = 5_000) {
    $effect(() => {
      const timer = setInterval(() => (this.now = serviceNow()), everyMs);
      return () => clearInterval(timer);
    });
  }
}
