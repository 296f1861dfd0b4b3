import { mainTimers, type Timers } from '../timers';

/** A worker that compresses, and whose timers stay precise when the tab is hidden. */
export interface HelperThread {
  /** Tries to have the worker. Where the page's policy refuses it, the browser says so on the console: one line, once. */
  begin(): void;
  /** @returns null where there is no worker (yet, or any more): compress here */
  gzip(text: string): Promise<Uint8Array<ArrayBuffer>> | null;
  readonly timers: Timers;
  stop(): void;
}

/** A worker that has not begun by then will not. */
const START_MS = 3_000;

/** Runs in the worker; taken as text, so it must stand alone. */
const SOURCE = `
var timers = {};
onmessage = function (e) {
  var m = e.data;
  if (m.text !== undefined) {
    try {
      var s = new CompressionStream('gzip');
      var w = s.writable.getWriter();
      w.write(new TextEncoder().encode(m.text)); w.close();
      new Response(s.readable).arrayBuffer().then(function (b) { postMessage({ id: m.id, bytes: b }, [b]); }, function () { postMessage({ id: m.id }); });
    } catch (_) { postMessage({ id: m.id }); }
  } else if (m.ms !== undefined) {
    timers[m.id] = setTimeout(function () { delete timers[m.id]; postMessage({ id: m.id, timer: 1 }); }, m.ms);
  } else { clearTimeout(timers[m.id]); delete timers[m.id]; }
};
postMessage({ ready: typeof CompressionStream === 'function' });
`;

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Where the page enforces Trusted Types, a worker's address needs a policy, which may be refused. */
function trusted(url: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  return types ? types.createPolicy('lastseen', { createScriptURL: (given) => given }).createScriptURL(url) : url;
}

/** A worker where the page allows one; the main thread otherwise, silently. */
export function startWorker(create: (url: string) => Worker = (url) => new Worker(url)): HelperThread {
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
  function told({ data }: MessageEvent<{ ready?: boolean; id: number; timer?: 1; bytes?: ArrayBuffer }>) {
    if (data.ready !== undefined) {
      ready = true;
      compresses = data.ready;
    } else if (data.timer) fire(data.id);
    else {
      const waiting = texts.get(data.id);
      texts.delete(data.id);
      if (data.bytes) waiting?.done(new Uint8Array(data.bytes));
      else waiting?.failed();
    }
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
    const url = URL.createObjectURL(new Blob([SOURCE], { type: 'text/javascript' }));
    worker = create(trusted(url));
    worker.onmessage = told;
    worker.onerror = (event) => {
      event.preventDefault();
      lost();
    };
    // the browser has fetched it by then
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
  return {
    begin,
    gzip(text) {
      if (!worker || (ready && !compresses)) return null;
      const id = ++ids;
      return new Promise((done, failed) => {
        texts.set(id, { done, failed });
        worker!.postMessage({ id, text });
        if (!ready) setTimeout(() => !ready && lost(), START_MS);
      });
    },
    timers: {
      after(ms, run) {
        if (!worker || !ready) return mainTimers.after(ms, run);
        const id = ++ids;
        runs.set(id, { run, due: performance.now() + ms });
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
