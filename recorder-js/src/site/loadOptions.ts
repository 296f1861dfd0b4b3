import type { Timers } from '../timers';
import { backOff } from '../transport/backOff';
import { isPermanent, retryAfter } from '../transport/answers';
import { type Options, readOptions } from './options';

export type OptionsAnswer = { readonly options: Options } | { readonly refused: number };

/**
 * Asks for the site's options until they are there or refused for good.
 * @param answer called once
 * @param waiting called when the first try failed
 */
export function loadOptions(url: string, timers: Timers, answer: (a: OptionsAnswer) => void, waiting: () => void): { stop(): void } {
  let stopped = false;
  let cancel = () => {};
  const wait = backOff();

  function again(after: number | null) {
    if (stopped) return;
    waiting();
    cancel = timers.after(after ?? wait.next(), ask);
  }
  async function ask() {
    try {
      const response = await fetch(url, { credentials: 'omit', mode: 'cors', referrerPolicy: 'origin' });
      if (stopped) return;
      if (response.ok) return answer({ options: readOptions(await response.json()) });
      if (isPermanent(response.status)) return answer({ refused: response.status });
      again(retryAfter(response));
    } catch {
      again(null);
    }
  }
  void ask();
  return {
    stop() {
      stopped = true;
      cancel();
    },
  };
}
