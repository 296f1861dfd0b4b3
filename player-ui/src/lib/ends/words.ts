import { duration } from '$lib/format/duration';
import { percent } from '$lib/format/number';
import type { End, EndReason, Mark, PageRef } from '$lib/api/types';

/** What a reason is called in filters and charts. */
export const reasonNames: Record<EndReason, string> = {
  closed: 'Closed the tab',
  left: 'Left for another site',
  parked: 'Parked the tab in the background',
  idle: 'Walked away from the screen',
  suspended: 'Computer went to sleep',
  lost: 'Connection lost',
  crashed: 'Browser crashed',
  signed_out: 'Signed out',
  stopped: 'Recording was stopped',
  limit: 'Reached the longest session',
  superseded: 'Joined with another session'
};

/** One sentence on one end: "Left for paypal.com", "Closed the tab on /cart". */
export function endWords(end: Pick<End, 'reason' | 'detail'>, exit?: PageRef | null): string {
  if (end.reason === 'left' && end.detail === 'typed') return 'Left by an address they typed or a bookmark';
  if (end.reason === 'left' && end.detail) return `Left for ${end.detail}`;
  if (end.reason === 'closed' && exit) return `${reasonNames.closed} on ${exit.path}`;
  return reasonNames[end.reason] ?? end.reason;
}

/**
 * How the end is known: "4 s after the last click; known 5 s later, 98% sure".
 * @param marks of the session, in any order
 */
export function endExplained(end: End, marks: readonly Mark[]): string {
  const at = Date.parse(end.at);
  const clicks = marks.filter((mark) => mark.kind === 'click').map((mark) => Date.parse(mark.at));
  const last = Math.max(...clicks.filter((click) => click <= at + 500));
  const known = `known ${duration(Date.parse(end.decidedAt) - at)} later, ${percent(end.confidence)} sure`;
  return Number.isFinite(last) ? `${duration(at - last)} after the last click; ${known}` : `K${known.slice(1)}`;
}
