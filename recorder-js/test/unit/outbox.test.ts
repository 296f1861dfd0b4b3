import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../src/chunks/chunk';
import { outbox } from '../../src/chunks/outbox';
import { boundedQueue } from '../../src/chunks/queue';
import { startWorker } from '../../src/chunks/worker';
import { startClock } from '../../src/clock';
import { collectSignals } from '../../src/evidence/signals';
import { randomId } from '../../src/ids';
import { urlsAllowing } from '../../src/site/urls';
import { MAX_HEADER_BYTES } from '../../src/wire/frame';

function sixHundred() {
  const clock = startClock();
  const signals = collectSignals(clock, () => urlsAllowing([], false));
  for (let i = 0; i < 600; i++) signals.add('mark', { what: 'custom', name: `event ${i}`, props: { position: i } });
  const ids = { visitor: randomId(), tab: randomId(), document: randomId() };
  const queue = boundedQueue(() => {});
  const kept: Chunk[] = [];
  const box = outbox(() => ids, clock, signals, queue, startWorker(() => {}), (chunk) => kept.push(chunk), () => {});
  return { box, queue, kept };
}
const headers = (chunks: readonly Chunk[]) => chunks.map((chunk) => JSON.parse(new TextDecoder().decode(chunk.header)) as { e: { name: string }[] });
const names = (chunks: readonly Chunk[]) => headers(chunks).flatMap(({ e }) => e.map(({ name }) => name));
const all = Array.from({ length: 600 }, (_, i) => `event ${i}`);

describe('six hundred events of one task', () => {
  it('all go at once, in as many frames as they need', () => {
    const { box, queue, kept } = sixHundred();
    box.signals([], 'signals');
    expect(names(queue.all())).toEqual(all);
    expect(Math.max(...queue.all().map(({ header }) => header.length))).toBeLessThanOrEqual(MAX_HEADER_BYTES);
    expect(kept).toEqual(queue.all());
    expect(new Set(kept.map(({ place }) => String(place))).size).toBe(kept.length);
  });
  it('are all kept where a page goes that has told them by beacon', () => {
    const { box, kept } = sixHundred();
    box.keepSignals();
    expect(names(kept)).toEqual(all);
  });
});
