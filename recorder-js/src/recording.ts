import { loadKeeper } from './assets/load';
import { collectReferences } from './assets/references';
import type { Capture } from './capture/capture';
import { rrwebCapture } from './capture/rrweb';
import { startDelivery } from './delivery';
import { startWorker } from './chunks/worker';
import { startClock } from './clock';
import type { Doors } from './doors';
import { loadFields, restoredFields } from './evidence/load';
import { watchReturns } from './evidence/returns';
import type { Fields, Kind } from './evidence/signal';
import { collectSignals } from './evidence/signals';
import { sendUnsent } from './evidence/unsent';
import { watchAll } from './evidence/watch';
import { wordsInView } from './evidence/words';
import { guard, listen, type Listening } from './guard';
import { randomId } from './ids';
import { cameFromSite, copiedTab } from './identity/arrival';
import type { Cookies } from './identity/cookies';
import { documentLock } from './identity/documentLock';
import { browserRun, type Goodbyes } from './identity/goodbyes';
import { findLineage, keepLineage, lastDocument, leaveHandoff, type Lineage } from './identity/lineage';
import type { Store } from './identity/storage';
import { tabLock } from './identity/tabLock';
import { REFUSED, type Visitor } from './identity/visitor';
import type { InputSecrecy } from './privacy/inputs';
import { refusal } from './site/consent';
import { loadOptions } from './site/loadOptions';
import type { Options } from './site/options';
import { refusedWords } from './site/refusedWords';
import { urlsAllowing } from './site/urls';
import { wipeSpool } from './spool/spool';
import { baseOf, headerStart } from './wire/header';
import { deadMansSwitch } from './transport/deadMansSwitch';
import { exitBeacon, goodbyeFrame } from './transport/exitBeacon';
import { inFlight } from './transport/inflight';
import { watchPagePolicy } from './transport/pagePolicy';
import { startPresence } from './transport/presence';

export interface Recording {
  readonly document: string;
  note(kind: Kind, fields: Fields, urgent?: boolean): void;
  /** Until it goes on nothing is captured. What the page showed meanwhile is in the picture that is taken then. */
  pause(paused: boolean): void;
  /** @param keep false: what has not been sent is thrown away */
  stop(why: 'api' | 'consent', keep: boolean): void;
  /** In words: what is going on. */
  describe(): string;
}

export interface RecordingSources {
  readonly window: Window;
  readonly doors: Doors;
  readonly visitor: Visitor;
  readonly cookies: Cookies;
  readonly session: Store;
  readonly goodbyes: Goodbyes;
  readonly secrecy: InputSecrecy;
  /** Origin of this recording on `performance.now()`; 0 for the document's own. */
  readonly base: number;
  /** Nothing will be recorded, and why. */
  ended(why: string, loud: boolean): void;
  /** The first trouble, in words for the console. */
  trouble(text: string): void;
}

/** So long may options take before captured events are given up. */
const PATIENCE_MS = 30_000;
const MOST_WAITING = 20_000;
/** Soon, because what is recorded until then has nothing to build on. */
const PICTURE_WITHIN_MS = 200;

/** Records one document, from now until it is stopped. */
export function startRecording(sources: RecordingSources): Recording {
  const { window, doors, visitor, cookies, session, goodbyes, secrecy } = sources;
  const { document } = window;
  const id = randomId();
  const clock = startClock(sources.base);
  const helper = startWorker((message) => spool.heard(message));
  const { timers } = helper;
  const lock = tabLock(window.navigator.locks);
  const here = documentLock(window.navigator.locks, id);
  const budget = inFlight();
  const capture: Capture = rrwebCapture(clock, secrecy);
  const references = collectReferences(document);

  let options: Options | null = null;
  let urls = urlsAllowing([], false);
  let lineage: Lineage = { tab: randomId(), previous: null, opener: null, duplicated: false };
  let phase: 'waiting' | 'recording' | 'over' = 'waiting';
  let capturing = false;
  let paused = false;
  let leaving = false;
  let delivered = 0;
  let run: string | null = null;
  let hiddenSince = document.visibilityState === 'visible' ? null : clock.now();

  const ids = () => ({ visitor: visitor.id, tab: lineage.tab, document: id });
  const words = () => wordsInView(window);
  const signals = collectSignals(clock, () => urls);
  const load = signals.add('load', loadFields(window, lineage, visitor.back, words), false, sources.base ? clock.now() : 0);
  let arrival = load;

  const { collector, frames, queue, spool, sender } = startDelivery(doors.chunks, ids, clock, signals, budget, helper, {
    document: id,
    visible: () => document.visibilityState === 'visible',
    base: () => (phase === 'recording' ? baseOf(ids(), clock.origin) : null),
    run: () => run,
    picture: () => idly(() => capture.keyframe()),
    gone: (gone) => goodbyes.said(gone) || signals.add('crash', { document: gone }, true),
    refused: (status) => over(refusedWords(status), true),
    delivered(recovered) {
      delivered++;
      if (recovered) presence.nudge();
    },
    dropped: (status, why) => sources.trouble(`a part of this visit was not taken: ${why} (${status})`),
  });
  const presence = startPresence(doors.presence, clock, timers, signals, {
    start: (channel) => headerStart(ids(), clock.origin, clock.now(), channel === undefined ? {} : { channel }),
    attention: () => ({
      hiddenFor: hiddenSince === null ? null : clock.now() - hiddenSince,
      quietFor: clock.now() - (watch.person.proof() ?? 0),
      media: watch.media.state().media === true,
    }),
    heartbeat: () => ({
      vis: watch.page.visible() ? 'visible' : 'hidden',
      focus: watch.page.focused(),
      ...watch.media.state(),
      proof: watch.person.proof() ?? undefined,
    }),
    arrival: () => arrival,
    post(texts, heartbeat) {
      deadMan.watch();
      if (heartbeat && queue.all().some((chunk) => chunk.kind === 'heartbeat')) return;
      frames.signals(texts, heartbeat ? 'heartbeat' : 'signals');
    },
    // a policy that refuses the socket refuses the worker too: better not to ask
    settled() {
      deadMan.watch();
      timers.after(100, () => policy.strict() || helper.begin());
    },
  });
  /** Without a socket nobody sees a page in use die. */
  const deadMan = deadMansSwitch(
    doors.chunks,
    clock,
    () => phase === 'recording' && !leaving && !presence.open() && watch.page.visible(),
    () => {
      const text = signals.text(signals.passing('pagehide', { persisted: false, proof: watch.person.proof() ?? undefined }));
      return goodbyeFrame(headerStart(ids(), clock.origin, clock.now()), [text]);
    },
  );
  const policy = watchPagePolicy(document, doors.presence, (door) => {
    if (door === 'socket') presence.forbidSocket();
    else over(`the page's content security policy does not allow requests to ${doors.service}`, false);
  });
  const watch = watchAll({
    window, clock, timers, signals, words,
    urls: () => urls,
    options: () => options,
    leaving: () => leaving,
    opens: () => phase === 'recording' && leaveHandoff(cookies, 'opens', lineage.tab, id),
    woke: () => presence.nudge(),
  });

  const signedOut = watchReturns(clock, watch.person, () => idly(() => capture.keyframe(), PICTURE_WITHIN_MS));
  watch.person.onProof(() => {
    presence.reschedule();
    if (!presence.open()) deadMan.watch();
  });
  watch.page.onChange(guard(() => {
    hiddenSince = watch.page.visible() ? null : (hiddenSince ?? clock.now());
    if (phase !== 'recording') return;
    spool.seen();
    deadMan.watch();
    presence.reschedule();
    if (hiddenSince !== null) hide();
  }));
  const listening: Listening[] = [
    watch,
    policy,
    listen(window, ['pagehide'], leave),
    listen<PageTransitionEvent>(window, ['pageshow'], (event) => event.persisted && comeBack()),
    listen<StorageEvent>(window, ['storage'], ({ key, newValue }) => {
      if (key !== REFUSED || !newValue) return;
      over('this visitor has opted out', false);
      goodbyes.forget();
      wipeSpool();
    }),
    listen(window, ['online'], () => {
      sender.online();
      presence.nudge();
    }),
  ];

  function startCapture() {
    capturing = true;
    capture.start((captured) => {
      if (phase === 'waiting' && collector.waiting() > MOST_WAITING) return stopCapture();
      if (phase !== 'over' && !paused) collector.add(captured);
    });
  }
  /** The service does not answer: nothing piles up meanwhile. A new picture is taken when it does. */
  function stopCapture() {
    capturing = false;
    capture.stop();
    collector.clear();
  }
  function idly(run: () => void, within = 2_000) {
    const safe = guard(() => phase === 'recording' && run());
    if (typeof requestIdleCallback === 'function') requestIdleCallback(safe, { timeout: within });
    else setTimeout(safe, 200);
  }

  function begin(answered: Options, found: Lineage) {
    if (phase !== 'waiting') return;
    const why = refusal(answered, visitor.id, (window.navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true);
    if (why) {
      wipeSpool();
      return over(why, false);
    }
    options = answered;
    urls = urlsAllowing(answered.query, answered.hash, references.nameOf);
    lineage = found;
    Object.assign(load.fields, { dup: found.duplicated || undefined, prev: found.previous ?? undefined, opener: found.opener ?? undefined });
    phase = 'recording';
    visitor.keep();
    run = browserRun(cookies, load.fields['nav'] === 'back_forward' && found.previous !== null && !goodbyes.said(found.previous));
    here.hold();
    keepLineage(session, lineage.tab, id);
    if (!capturing) startCapture();
    collector.open(urls);
    watch.views.begin();
    presence.start();
    sender.pump();
    sendUnsent(clock, timers, signals, () => phase === 'recording', presence.open, () => leaving, () => frames.signals([], 'signals'));
    if (answered.assets && !policy.strict()) {
      listening.push(loadKeeper({ window, doors, document: id, pageBytes: answered.assets, references, sheet: capture.sheet, idly }));
    }
  }
  function hide() {
    presence.flush();
    const told = presence.open();
    collector.flush();
    if (!told && signals.pending()) frames.signals([], 'signals');
    sender.hide();
  }
  function leave() {
    leaving = true;
    if (phase !== 'recording') return;
    presence.hangUp();
    deadMan.disarm();
    const told = exitBeacon(doors.chunks, headerStart(ids(), clock.origin, clock.now()), signals, budget);
    collector.flush();
    if (signals.pending() > told) frames.signals([], 'signals');
    else frames.keepSignals();
    sender.unload();
    goodbyes.say(id);
    spool.pause();
    here.release();
    leaveHandoff(cookies, 'next', lineage.tab, id);
    lock.release();
  }
  function comeBack() {
    leaving = false;
    if (phase !== 'recording') return;
    hiddenSince = watch.page.visible() ? null : clock.now();
    const previous = lastDocument(session);
    arrival = signals.add('load', restoredFields(window, previous === id ? null : previous), true);
    void lock.acquire(lineage.tab);
    here.hold();
    goodbyes.takeBack(id);
    keepLineage(session, lineage.tab, id);
    presence.resume();
    sender.returned();
    watch.views.begin();
    idly(() => capture.keyframe());
  }

  function dismantle() {
    phase = 'over';
    deadMan.disarm();
    stopCapture();
    listening.forEach((part) => part.stop());
    presence.stop();
    lock.release();
    goodbyes.say(id);
    here.release();
    waitingForOptions?.stop();
  }
  function over(why: string, loud: boolean) {
    if (phase === 'over') return;
    dismantle();
    sender.stop();
    queue.clear();
    signals.clear();
    helper.stop();
    sources.ended(why, loud);
  }

  let waitingForOptions: Listening | undefined;
  async function prepare() {
    const found = findLineage(session, cookies, lock, cameFromSite(window), copiedTab(window));
    const answered = new Promise<Options>((resolve) => {
      waitingForOptions = loadOptions(
        doors.options,
        timers,
        (answer) => ('options' in answer ? resolve(answer.options) : over(refusedWords(answer.refused), true)),
        () => sources.trouble(`${doors.service} does not answer; nothing is recorded until it does`),
      );
    });
    timers.after(PATIENCE_MS, () => phase === 'waiting' && stopCapture());
    begin(await answered, await found);
  }

  startCapture();
  if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener('prerenderingchange', () => void prepare().catch(() => {}), { once: true });
  } else void prepare().catch(() => {});

  return {
    document: id,
    note(kind, fields, urgent = false) {
      if (phase === 'over') return;
      signals.add(kind, fields, urgent);
      if (kind === 'signout') signedOut();
    },
    pause(now) {
      paused = now;
      // after the engine's own observers: what they hold back of the task is in the picture already
      if (!now) setTimeout(guard(capture.keyframe));
    },
    stop(why, keep) {
      if (phase === 'over') return;
      const wasRecording = phase === 'recording';
      if (!keep) {
        stopCapture();
        queue.clear();
        signals.clear();
        spool.wipe();
      }
      signals.add('stop', { why }, true);
      if (wasRecording) {
        presence.hangUp();
        collector.flush();
        frames.signals([], 'signals');
        sender.hide();
      }
      dismantle();
      // what is left may still need a retry
      setTimeout(() => {
        sender.stop();
        helper.stop();
      }, 60_000);
    },
    describe() {
      if (phase === 'waiting') return `waiting for the site's options from ${doors.service}; nothing has been sent yet`;
      const way = presence.open() ? 'a socket' : 'requests';
      return `recording document ${id}: ${delivered} messages delivered, ${queue.all().length} waiting (${queue.bytes()} bytes), presence by ${way}`;
    },
  };
}
