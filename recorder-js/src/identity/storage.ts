/** Storage that may be forbidden: then everything lives in memory for as long as the page does. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** @param open may throw, as reading `window.localStorage` does where storage is forbidden */
export function storeOver(open: () => Storage): Store {
  const memory = new Map<string, string>();
  function trying<T>(run: (storage: Storage) => T, otherwise: T): T {
    try {
      return run(open());
    } catch {
      return otherwise;
    }
  }
  return {
    get: (key) => trying((storage) => storage.getItem(key), null) ?? memory.get(key) ?? null,
    set(key, value) {
      memory.set(key, value);
      trying((storage) => storage.setItem(key, value), undefined);
    },
    remove(key) {
      memory.delete(key);
      trying((storage) => storage.removeItem(key), undefined);
    },
  };
}
