import type { Doors } from './doors';
import type { Fields } from './evidence/signal';
import { complainOnce, guard } from './guard';
import { siteCookies } from './identity/cookies';
import { forgetLineage } from './identity/lineage';
import { storeOver } from './identity/storage';
import { findVisitor, forgetVisitor, optedOut, rememberOptOut } from './identity/visitor';
import { inputSecrecy } from './privacy/inputs';
import { forgetRun, goodbyes } from './identity/goodbyes';
import { type Recording, startRecording } from './recording';
import { wipeSpool } from './spool/spool';

/** What a page may ask of the recorder. No call ever throws. */
export interface Recorder {
  /** Says who the visitor is, for the site's own eyes: an id and what else is worth finding them by. */
  identify(id: string | number, traits?: Record<string, unknown>): void;
  /** Marks something that happened, for funnels. */
  track(name: string, properties?: Record<string, unknown>): void;
  /** The visitor signed out: their session ends here. */
  signOut(): void;
  /** Stops recording; the session ends. */
  stop(): void;
  /** Records again after `stop()`. */
  start(): void;
  /** Stops, deletes what is kept in this browser at once, and does not record this browser again. */
  optOut(): void;
  /** Address of this visit's replay, or null while nothing is recorded. */
  replayUrl(): string | null;
  /** Says in words what is recorded, or why nothing is. */
  debug(): string;
}

const isName = (given: unknown): given is string => typeof given === 'string' && given.trim() !== '';

/** Why this browser cannot record, or null. */
function missing(window: Window): string | null {
  const global = window as unknown as Record<string, unknown>;
  const needed = ['fetch', 'Promise', 'MutationObserver', 'WeakMap', 'TextEncoder', 'Blob', 'URL', 'performance', 'crypto'];
  const absent = needed.filter((name) => !global[name]);
  return absent.length ? `this browser is too old (no ${absent.join(', ')})` : null;
}

/** Starts recording this page, unless something speaks against it. */
export function createRecorder(window: Window, doors: Doors): Recorder {
  // one line a page for what keeps it from being recorded, and one for each call that pages get wrong
  const complain = complainOnce();
  const complainOfIdentify = complainOnce();
  const complainOfTrack = complainOnce();
  const cookies = siteCookies(window.document, window.location);
  const local = storeOver(() => window.localStorage);
  const session = storeOver(() => window.sessionStorage);
  const secrecy = inputSecrecy();
  let recording: Recording | null = null;
  /** Stopped in the task that runs: started again in it, it goes on as if nothing had been. */
  let stopping: Recording | null = null;
  let why = '';
  let trouble = '';
  let runs = 0;

  function refuse(reason: string, loud: boolean) {
    recording = stopping = null;
    why = reason;
    if (loud) complain(`nothing is recorded: ${reason}`);
  }
  const start = guard(() => {
    if (recording) return;
    if (stopping) {
      recording = stopping;
      stopping = null;
      return recording.pause(false);
    }
    // frames only contribute their DOM to the page around them: a frame that goes is nobody leaving
    if (window.top !== window.self) return refuse('this page is shown inside another page, which is where recording happens', false);
    if (optedOut(cookies, local)) return refuse('this visitor has opted out', false);
    const absent = missing(window);
    if (absent) return refuse(absent, true);
    recording = startRecording({
      window, doors, cookies, session, secrecy,
      goodbyes: goodbyes(local),
      visitor: findVisitor(cookies, local),
      base: runs++ ? performance.now() : 0,
      ended: refuse,
      trouble(text) {
        trouble = text;
        complain(text);
      },
    });
  });
  function stop() {
    if (!recording) return;
    stopping = recording;
    recording = null;
    why = 'lastseen.stop() was called';
    stopping.pause(true);
    queueMicrotask(guard(() => {
      const was = stopping;
      stopping = null;
      was?.stop('api', true);
    }));
  }

  try {
    start();
  } catch {
    refuse('this browser does not let the recorder start', true);
  }
  return {
    identify: guard((id: unknown, traits: Fields = {}) => {
      const name = typeof id === 'number' && Number.isFinite(id) ? String(id) : id;
      if (isName(name)) recording?.note('mark', { what: 'identify', name, props: traits }, true);
      else complainOfIdentify('identify() recorded nothing: give it the id as a string that is not empty, or a number');
    }),
    track: guard((name: unknown, properties: Fields = {}) => {
      if (isName(name)) recording?.note('mark', { what: 'custom', name, props: properties });
      else complainOfTrack('track() recorded nothing: give it the name as a string that is not empty');
    }),
    signOut: guard(() => recording?.note('signout', {}, true)),
    stop: guard(stop),
    start,
    optOut: guard(() => {
      const was = recording ?? stopping;
      recording = stopping = null;
      why = 'this visitor has opted out';
      was?.stop('consent', false);
      forgetVisitor(cookies, local);
      forgetLineage(session, cookies);
      forgetRun(cookies);
      goodbyes(local).forget();
      wipeSpool();
      rememberOptOut(cookies, local);
    }),
    replayUrl: () => (recording ? `${doors.service}/sessions/${recording.document}` : null),
    debug: () => (recording ? `${recording.describe()}${trouble && `. Last trouble: ${trouble}`}` : `nothing is recorded: ${why}`),
  };
}
