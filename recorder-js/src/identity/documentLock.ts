/** Held while the document's page is there, so that no other page sends what it has spooled. */
export interface DocumentLock {
  hold(): void;
  /** Before the page may rest in the back/forward cache, which would keep the lock for minutes. */
  release(): void;
}

export function documentLock(locks: LockManager | undefined, document: string): DocumentLock {
  let letGo = () => {};
  return {
    hold() {
      locks?.request(`lastseen-${document}`, () => new Promise<void>((done) => (letGo = done))).catch(() => {});
    },
    release: () => letGo(),
  };
}
