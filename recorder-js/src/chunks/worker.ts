import { guard } from '../guard';
import { mainTimers, type Timers } from '../timers';
import { threadBody } from '../spool/thread';

/** What the worker says by itself, such as what it found; see thread.ts. */
export type Told = (message: Record<string, unknown>) => void;

/** A worker that compresses and keeps, and whose timers stay precise when the tab is hidden. */
export interface HelperThread {
  /** Tries to have the worker. Where the page's policy refuses it, the browser says so on the console: one line, once. */
  begin(): void;
  /** @returns null where there is no worker (yet, or any more): compress here */
  zip(batch: object): Promise<Uint8Array<ArrayBuffer>> | null;
  /** Nothing happens where there is no worker. */
  tell(message: object): void;
  readonly timers: Timers;
  stop(): void;
}

/** A worker that has not begun by then will not. */
const START_MS = 3_000;

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Where the page enforces Trusted Types, a worker's address needs a policy, which may be refused. */
function trusted(url: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  return types ? types.createPolicy('lastseen', { createScriptURL: (given) => given }).createScriptURL(url) : url;
}

/** A worker where the page allows one; the main thread otherwise, silently. */
export function startWorker(heard: Told, create: (url: string) => Worker = (url) => new Worker(url)): HelperThread {
  let worker: Worker | null = null;
  let begun = false;
  let ready = false;
  let compresses = false;
  let ids = 0;
  const texts = new Map<number, { done(bytes: Uint8Array<ArrayBuffer>): void; failed(): void }>();
  const runs = new Map<number, { run(): void; due: number; cancelMain?: () => void }>();

  function lost() {
    worker?.terminate();
    worker = null;
    ready = compresses = false;
    texts.forEach((waiting) => waiting.failed());
    texts.clear();
    // what the worker was timing goes on here
    for (const [id, timer] of runs) timer.cancelMain ??= mainTimers.after(Math.max(0, timer.due - performance.now()), () => fire(id));
  }
  function fire(id: number) {
    const timer = runs.get(id);
    runs.delete(id);
    timer?.run();
  }
  function told({ data }: MessageEvent<{ ready?: boolean; id?: number; timer?: 1; bytes?: Uint8Array<ArrayBuffer> }>) {
    if (data.ready !== undefined) {
      ready = true;
      compresses = data.ready;
    }
    if (data.id === undefined) return heard(data);
    if (data.timer) return fire(data.id);
    const waiting = texts.get(data.id);
    texts.delete(data.id);
    if (data.bytes) waiting?.done(data.bytes);
    else waiting?.failed();
  }
  function begin() {
    if (begun) return;
    begun = true;
    try {
      open();
    } catch {
      worker = null;
    }
  }
  function open() {
    const url = URL.createObjectURL(new Blob([`(${threadBody})()`], { type: 'text/javascript' }));
    worker = create(trusted(url));
    worker.onmessage = guard(told);
    worker.onerror = (event) => {
      event.preventDefault();
      lost();
    };
    // the browser has fetched it by then
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
  return {
    begin,
    zip(batch) {
      if (!worker || (ready && !compresses)) return null;
      const id = ++ids;
      return new Promise((done, failed) => {
        texts.set(id, { done, failed });
        worker!.postMessage({ id, ...batch });
        if (!ready) setTimeout(() => !ready && lost(), START_MS);
      });
    },
    tell: (message) => worker?.postMessage(message),
    timers: {
      after(ms, run) {
        if (!worker || !ready) return mainTimers.after(ms, run);
        const id = ++ids;
        runs.set(id, { run: guard(run), due: performance.now() + ms });
        worker.postMessage({ id, ms });
        return () => {
          const timer = runs.get(id);
          if (!timer) return;
          runs.delete(id);
          if (timer.cancelMain) timer.cancelMain();
          else worker?.postMessage({ id });
        };
      },
    },
    stop() {
      begun = true;
      runs.clear();
      worker?.terminate();
      worker = null;
    },
  };
}
