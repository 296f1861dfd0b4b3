import type { Captured } from './capture';

/**
 * Says in the recording that events are missing, because more was kept than may be; the player shows it.
 * @param from milliseconds since the document's origin
 */
export const gapEvent = (from: number, at: number): Captured => ({
  at,
  keyframe: false,
  write: () => [JSON.stringify({ type: 5, data: { tag: 'lastseen.gap', payload: { from, to: at } }, timestamp: at })],
});
