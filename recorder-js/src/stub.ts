import { guard } from './guard';
import type { Recorder } from './recorder';

type Call = ArrayLike<unknown> | ((recorder: Recorder) => void);

interface Stub {
  q?: Call[] | { push(...calls: Call[]): number };
}

const METHODS = ['identify', 'track', 'signOut', 'stop', 'start', 'optOut', 'replayUrl', 'debug'] as const;

/** The snippet's stub notes a call as its name and its `arguments`. */
const isArguments = (value: unknown): value is ArrayLike<unknown> => Object.prototype.toString.call(value) === '[object Arguments]';

/** Takes the place of the snippet's stub and does what was asked of it meanwhile. */
export function replaceStub(window: Window, recorder: Recorder): void {
  const holder = window as unknown as { lastseen?: Stub & Partial<Recorder> };
  const stub = (holder.lastseen ??= {});
  const waiting = Array.isArray(stub.q) ? stub.q : [];
  const run = guard((call: Call) => {
    if (typeof call === 'function') return call(recorder);
    const [name, ...rest] = Array.from(call) as [(typeof METHODS)[number], ...unknown[]];
    const args = isArguments(rest[0]) ? Array.from(rest[0]) : rest;
    if (METHODS.includes(name)) (recorder[name] as (...args: unknown[]) => unknown)(...args);
  });
  for (const name of METHODS) (stub as Record<string, unknown>)[name] = recorder[name];
  stub.q = {
    push(...calls) {
      calls.forEach(run);
      return 0;
    },
  };
  waiting.forEach(run);
}
