import type { Erasure } from '$lib/api/types';

/** What of its bytes is still in the store, in a sentence. */
export function bytesLeft(erasure: Erasure): string {
  if (erasure.state === 'done') return 'No object in the store holds bytes of it.';
  if (erasure.objectsLeft === 0) return 'No object that holds bytes of it is left; a last look follows.';
  return erasure.objectsLeft === 1
    ? 'One object in the store still holds bytes of it.'
    : `${erasure.objectsLeft} objects in the store still hold bytes of it.`;
}
