import { page } from '$app/state';
import { tick, untrack } from 'svelte';
import type { View } from '$lib/api/types';
import { Picking } from '$lib/picking/picking.svelte';
import { seenAt } from '$lib/picking/recorded';
import { readErrand, type Errand } from '$lib/picking/url';
import type { SessionPlayer } from '$lib/replay/player.svelte';

export interface PickMode {
  picking: Picking;
  /** What an editor sent for; null where nobody did. */
  errand: Errand | null;
  leave: () => void;
  toggle: () => void;
}

/**
 * Picking elements of the page that is shown: begun by hand, or for an editor's errand as soon as the page it is on is known.
 *
 * @param start the session's start, Unix ms
 */
export function pickMode(player: () => SessionPlayer | null, views: () => View[] | undefined, start: () => number): PickMode {
  const picking = new Picking(() => player()?.screen.stages.rebuilt ?? null);
  const errand = readErrand(page.url.searchParams);
  let begun = false;

  async function enter(): Promise<void> {
    player()?.pause();
    picking.active = true;
    await tick();
    document.querySelector<HTMLElement>('[data-pick-title]')?.focus({ preventScroll: true });
  }

  function leave(): void {
    picking.leave();
    document.querySelector<HTMLElement>('[data-pick-button]')?.focus();
  }

  $effect(() => {
    void player()?.screen.stands;
    untrack(() => picking.refresh());
  });

  $effect(() => {
    const [playing, seen] = [player(), views()];
    if (!errand || begun || !playing || !seen) return;
    begun = true;
    const at = seenAt(seen, errand.on);
    untrack(() => {
      void enter();
      if (at !== null) void playing.seek(at - start());
    });
  });

  return { picking, errand, leave, toggle: () => (picking.active ? leave() : void enter()) };
}
