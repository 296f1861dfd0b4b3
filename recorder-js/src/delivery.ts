import { gapEvent } from './capture/gap';
import { collectEvents, type Collector } from './chunks/collector';
import { keyframes } from './chunks/keyframes';
import { type Outbox, outbox } from './chunks/outbox';
import { boundedQueue, type Queue } from './chunks/queue';
import type { HelperThread } from './chunks/worker';
import type { Clock } from './clock';
import type { Signals } from './evidence/signals';
import { type Spool, type SpoolSources, startSpool } from './spool/spool';
import type { InFlight } from './transport/inflight';
import { type Sender, type SenderOutcome, startSender } from './transport/sender';
import type { Ids } from './wire/header';

/** The way from captured events and signals to the service: collected, sealed, kept, sent. */
export interface Delivery {
  readonly collector: Collector;
  readonly frames: Outbox;
  readonly queue: Queue;
  readonly spool: Spool;
  readonly sender: Sender;
}

export interface DeliverySources extends Pick<SpoolSources, 'document' | 'base' | 'run' | 'visible' | 'gone'>, Omit<SenderOutcome, 'sealed'> {
  /** A full picture is due, soon. */
  picture(): void;
}

export function startDelivery(door: string, ids: () => Ids, clock: Clock, signals: Signals, budget: InFlight, helper: HelperThread, sources: DeliverySources): Delivery {
  const { timers } = helper;
  const pictures = keyframes();
  const queue = boundedQueue((lost) => {
    collector.add(gapEvent(lost.sealedAt, clock.now()));
    sources.picture();
  }, (chunk) => spool.forget(chunk));
  const spool = startSpool({
    ...sources, door, clock, timers, queue,
    thread: () => helper,
    part: () => collector.part(),
    sequence: () => frames.sequence(),
    signals: () => signals.untaken(),
    found(chunk) {
      queue.push(chunk);
      sender.pump();
    },
  });
  const frames = outbox(ids, clock, signals, queue, helper, spool.keep, () => sender.pump());
  const collector = collectEvents(timers, (batch) => {
    frames.events(batch);
    if (pictures.sealed(batch.text.length, batch.keyframe, clock.now())) sources.picture();
  }, frames.compression, spool.written);
  const sender = startSender(door, queue, budget, clock, timers, { ...sources, sealed: spool.keep });
  return { collector, frames, queue, spool, sender };
}
