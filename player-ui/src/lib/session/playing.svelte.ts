import { untrack } from 'svelte';
import { sessions } from '$lib/api/service';
import type { Session } from '$lib/api/types';
import { SessionPlayer } from '$lib/replay/player.svelte';
import type { BelowSession } from './queries';

/** Where there is less motion to be, the pointer leaves no trail. */
const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The player of a session, for as long as the component that asks for it is there; null until its recording is known. */
export function playing(session: () => Session | undefined, { manifest, timeline }: BelowSession): { readonly player: SessionPlayer | null } {
  let player = $state.raw<SessionPlayer | null>(null);

  $effect(() => {
    const current = manifest.data;
    const states = timeline.data;
    if (!current || current.session !== session()?.id) return;
    untrack(() => {
      player ??= new SessionPlayer(current, {
        refetch: () => sessions.recording(current.session),
        assets: () => sessions.assets(current.session),
        trail: calm() ? false : '#2f6bff'
      });
      player.update(current, states);
    });
  });

  $effect(() => {
    const made = player;
    if (!made) return;
    window.__lastseenPlayer = {
      async seek(ms) {
        made.pause();
        await made.seek(ms);
      },
      document() {
        const { rebuilt } = made.screen.stages;
        if (!rebuilt) throw new Error('Nothing of this session has been rebuilt yet');
        return rebuilt;
      }
    };
    return () => {
      delete window.__lastseenPlayer;
      made.destroy();
    };
  });

  return {
    get player() {
      return player;
    }
  };
}
