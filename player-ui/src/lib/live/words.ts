import type { LiveState } from '$lib/api/types';

/** What each state of a session that runs is called, and what it means. */
export const liveStates: Record<LiveState, { name: string; means: string }> = {
  engaged: { name: 'Engaged', means: 'Reading, using or watching a page.' },
  quiet: { name: 'Quiet', means: 'A page is on a screen, but nothing has shown a person for longer than its text takes to read.' },
  away: { name: 'Away', means: 'Every tab is hidden or out of reach.' },
  'handed-over': { name: 'Paying', means: 'Handed over to a payment provider, and waited for.' },
  leaving: { name: 'Leaving', means: 'Said goodbye a moment ago; seconds will tell whether it was the end.' }
};

export const allLiveStates = Object.keys(liveStates) as LiveState[];
