import type { eventWithTime } from '@rrweb/types';
import type { Chunk } from '$lib/api/types';

/**
 * The rrweb events of one chunk, their `timestamp` in ms since the document's origin. Each chunk is one gzip member of
 * its own, which is all `DecompressionStream` takes.
 * @throws where the bytes are no such thing
 */
export async function readEvents(bytes: Uint8Array, codec: Chunk['codec']): Promise<eventWithTime[]> {
  const text = codec === 'gzip' ? await gunzip(bytes) : new TextDecoder().decode(bytes);
  const events: unknown = JSON.parse(text);
  if (!Array.isArray(events)) throw new Error('A chunk is not a list of events');
  return events.filter(isEvent);
}

async function gunzip(bytes: Uint8Array): Promise<string> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}

function isEvent(value: unknown): value is eventWithTime {
  if (typeof value !== 'object' || value === null) return false;
  const { type, timestamp } = value as { type?: unknown; timestamp?: unknown };
  return typeof type === 'number' && typeof timestamp === 'number' && Number.isFinite(timestamp);
}
