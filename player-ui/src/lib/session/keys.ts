import { isTyping } from '$lib/keys';
import type { SessionPlayer } from '$lib/replay/player.svelte';

export const speeds = [0.5, 1, 2, 4, 8, 16];

/** Every shortcut of the session page, for its list of keys. */
export const shortcuts: [keys: string, what: string][] = [
  ['Space', 'Play or pause'],
  ['← →', 'Back or on by 5 s'],
  ['Shift ← →', 'Previous or next mark'],
  [', .', 'Back or on by one frame'],
  ['1 – 6', `Speed ${speeds.join(', ')}`],
  ['S', 'Skip inactivity, or not'],
  ['E', '10 s before the end'],
  ['J K', 'Next or previous session of the list'],
  ['P', 'Use an element as a funnel step or goal; Esc leaves'],
  ['/', 'Search the events'],
  ['?', 'All keys']
];

export interface KeyTargets {
  player: SessionPlayer | null;
  /** Instants worth a jump, ms since the session's start, ascending. */
  marks: number[];
  /** The end's instant, null while open. */
  endMs: number | null;
  go(step: 1 | -1): void;
  pick(): void;
  search(): void;
  help(): void;
}

const frameMs = 40;

/** Not while one types, nor where a button or the list of tabs takes the key. */
export function isForPage(event: KeyboardEvent): boolean {
  if (isTyping(event)) return false;
  const on = event.target instanceof HTMLElement ? event.target : null;
  if (event.key === ' ' && on?.closest('button, a, summary')) return false;
  return !(event.key.startsWith('Arrow') && on?.closest('[role="tablist"]'));
}

/** Does what a key asks for; true where it was a shortcut. */
export function press(key: string, shift: boolean, to: KeyTargets): boolean {
  const { player } = to;
  switch (key) {
    case '?':
      to.help();
      return true;
    case 'p':
      to.pick();
      return true;
    case '/':
      to.search();
      return true;
    case 'j':
      to.go(1);
      return true;
    case 'k':
      to.go(-1);
      return true;
  }
  return player !== null && drive(player, key, shift, to);
}

function drive(player: SessionPlayer, key: string, shift: boolean, { marks, endMs }: KeyTargets): boolean {
  const at = player.position;
  const seek = (ms: number | undefined) => void (ms !== undefined && player.seek(ms));
  const speed = speeds[Number(key) - 1];
  if (key === ' ') player.toggle();
  else if (key === 'ArrowLeft') seek(shift ? marks.findLast((ms) => ms < at - 300) : at - 5_000);
  else if (key === 'ArrowRight') seek(shift ? marks.find((ms) => ms > at + 50) : at + 5_000);
  else if (key === ',' || key === '.') {
    if (player.playing) player.pause();
    seek(at + (key === '.' ? frameMs : -frameMs));
  } else if (key === 's') player.skipping = !player.skipping;
  else if (key === 'e') seek((endMs ?? player.endMs) - 10_000);
  else if (speed !== undefined) player.setSpeed(speed);
  else return false;
  return true;
}
