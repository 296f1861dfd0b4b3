/** A lock named after the tab's id: whoever cannot get it is a copy of a tab that is still open. */
export interface TabLock {
  /** @returns false where another tab holds it; true where locks are unknown */
  acquire(tab: string): Promise<boolean>;
  /** Before the page may rest in the back/forward cache, which would keep the lock for minutes. */
  release(): void;
}

/** The page before this one may take a moment to let go. */
const TRIES = 3;
const BETWEEN_MS = 120;

export function tabLock(locks: LockManager | undefined): TabLock {
  let letGo = () => {};
  /** Counts releases: a lock that is granted after one is not wanted any more. */
  let released = 0;

  function once(tab: string): Promise<boolean> {
    const asked = released;
    return new Promise((resolve) => {
      locks!
        .request(`lastseen-${tab}`, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock && asked === released ? new Promise<void>((done) => (letGo = done)) : undefined;
        })
        .catch(() => resolve(true));
    });
  }
  return {
    async acquire(tab) {
      if (!locks) return true;
      for (let i = 0; i < TRIES; i++) {
        if (await once(tab)) return true;
        await new Promise((done) => setTimeout(done, BETWEEN_MS));
      }
      return false;
    },
    release() {
      released++;
      letGo();
      letGo = () => {};
    },
  };
}
