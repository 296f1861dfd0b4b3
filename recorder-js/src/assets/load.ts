import type { Doors } from '../doors';
import type { Listening } from '../guard';
import type { References } from './references';

/** What the keeper of assets needs to know of a recording. */
export interface KeeperSources {
  readonly window: Window;
  readonly doors: Doors;
  readonly document: string;
  /** Bytes that may be read of this page. */
  readonly pageBytes: number;
  readonly references: References;
  /** The text of a linked style sheet that capture could not read. */
  sheet(link: HTMLLinkElement, text: string): void;
  /** Runs while recording goes on, when the page has nothing to do. */
  idly(run: () => void): void;
}

interface Keeper {
  keepAssets(sources: KeeperSources): Listening;
}

/**
 * Keeping assets is a script of its own, which comes when the page has loaded and is idle: no page waits for it. Imported,
 * because Trusted Types hold no script URLs of imports, and a policy that lets the recorder in lets it in too.
 */
export function loadKeeper(sources: KeeperSources): Listening {
  const { window, doors } = sources;
  let keeper: Listening | null = null;
  let stopped = false;

  async function load() {
    try {
      const { keepAssets } = (await import(/* @vite-ignore */ /* webpackIgnore: true */ doors.keeper)) as Keeper;
      if (!stopped) keeper = keepAssets(sources);
    } catch {
      // the replay says what is missing
    }
  }
  const begin = () => sources.idly(() => void load());
  if (window.document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true });
  return {
    stop() {
      stopped = true;
      keeper?.stop();
    },
  };
}
