/** At most one console line, whatever goes wrong. */
export type Complain = (text: string) => void;

export function complainOnce(): Complain {
  let said = false;
  return (text) => {
    if (said) return;
    said = true;
    try {
      console.warn(`[lastseen] ${text}`);
    } catch {
      // a page may have replaced the console
    }
  };
}

/** Wraps a callback that the page or browser calls: the recorder never throws into the page. */
export function guard<A extends unknown[]>(run: (...args: A) => void): (...args: A) => void {
  return (...args) => {
    try {
      run(...args);
    } catch {
      // losing one observation is better than breaking somebody's shop
    }
  };
}

export interface Listening {
  stop(): void;
}

type Target = { addEventListener: EventTarget['addEventListener']; removeEventListener: EventTarget['removeEventListener'] };

/** Listens passively and in the capture phase, so that a page which stops propagation is still seen. */
export function listen<E extends Event = Event>(target: Target, kinds: readonly string[], run: (event: E) => void): Listening {
  const safe = guard(run) as unknown as EventListener;
  const options = { capture: true, passive: true };
  for (const kind of kinds) target.addEventListener(kind, safe, options);
  return {
    stop() {
      for (const kind of kinds) target.removeEventListener(kind, safe, options);
    },
  };
}

export function stopAll(parts: readonly Listening[]): Listening {
  return { stop: () => parts.forEach((part) => guard(() => part.stop())()) };
}
