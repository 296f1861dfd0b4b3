/** What a service that refuses this recorder means, for the console. */
export const refusedWords = (status: number): string =>
  status === 401 ? 'the service does not know this site key (401)'
  : status === 403 ? 'the service refuses this site: its address is not among the allowed origins, or recording is paused (403)'
  : `the service refuses this recorder (${status})`;
