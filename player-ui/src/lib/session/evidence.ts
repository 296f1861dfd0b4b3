import type { Lane, LaneState, Verdict } from '$lib/api/types';
import { duration } from '$lib/format/duration';

export const laneNames: Record<LaneState, string> = { engaged: 'Engaged', quiet: 'Quiet', hidden: 'Hidden', away: 'Away' };

const onScreenStates: readonly LaneState[] = ['engaged', 'quiet'];

/** When a tab was on a screen: its engaged and quiet stretches, joined where they meet. */
export function onScreen(spans: readonly Lane[]): Pick<Lane, 'from' | 'to'>[] {
  const joined: Pick<Lane, 'from' | 'to'>[] = [];
  for (const { state, from, to } of spans) {
    if (!onScreenStates.includes(state)) continue;
    const last = joined.at(-1);
    if (last && Date.parse(last.to) >= Date.parse(from)) last.to = to;
    else joined.push({ from, to });
  }
  return joined;
}

/** "1 min 3 s engaged, 20 s hidden": how long a tab was in which state; what is under a second is left out. */
export function stateTimes(spans: readonly Lane[]): string {
  return (Object.keys(laneNames) as LaneState[])
    .map((state) => ({ state, ms: spans.reduce((sum, one) => sum + (one.state === state ? length(one) : 0), 0) }))
    .filter(({ ms }) => ms >= 1_000)
    .map(({ state, ms }) => `${duration(ms)} ${laneNames[state].toLowerCase()}`)
    .join(', ');
}

/**
 * What became of a verdict.
 * @param verdicts of one session, newest first
 */
export function standing(verdicts: readonly Verdict[], index: number): string {
  const { state } = verdicts[index]!;
  if (state === 'reopened') return 'Reopened';
  if (state === 'amended') return index === 0 ? 'Final, amended by late evidence' : 'Amended, and again since';
  if (index === 0) return state === 'final' ? 'Final' : 'Provisional: a return would reopen it';
  const next = verdicts[index - 1]!.state;
  if (next === 'reopened') return 'Undone by a return';
  return next === 'amended' ? 'Amended since' : 'Replaced by the next';
}

/** The ends that were told before and no longer hold, newest first. */
export function earlierEnds(verdicts: readonly Verdict[], open: boolean): (Verdict & { at: string; reason: NonNullable<Verdict['reason']> })[] {
  return verdicts.slice(open ? 0 : 1).filter((one): one is ReturnType<typeof earlierEnds>[number] => one.at !== null && one.reason !== null);
}

/**
 * The length of the timeline: that of the recording, or up to the instant at which the end was known where that is near enough to be
 * worth the room.
 * @param endMs   the recording's, ms since the session's start
 * @param knownMs likewise; null while open
 */
export function timelineLength(endMs: number, knownMs: number | null): number {
  if (knownMs === null || knownMs <= endMs || knownMs - endMs > Math.max(nearMs, endMs * nearShare)) return Math.max(endMs, 1);
  return knownMs + (knownMs - endMs) * 0.15;
}

const nearMs = 12_000;
const nearShare = 0.2;

function length({ from, to }: Lane): number {
  return Date.parse(to) - Date.parse(from);
}
