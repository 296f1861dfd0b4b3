/**
 * What the worker does: compresses, times, and keeps in IndexedDB what is not acknowledged, so that it outlives the page.
 * It is taken as text, so it stands alone: it must not name anything outside of itself.
 */
export function threadBody(): void {
  type Key = [document: string, n: number, part: number];
  type Bytes = Uint8Array<ArrayBuffer>;
  /** `size` and `kind` (0 increments, 1 a keyframe, 2 other) say what goes first when it is too much. */
  interface Kept {
    door: string;
    at: number;
    size: number;
    kind: number;
    header?: Bytes;
    payload?: Bytes;
    codec?: number;
    text?: string;
    signals?: string[];
    first?: number;
    last?: number;
    base?: string;
    run?: string;
    visible?: boolean;
  }
  const MOST = 20 * 2 ** 20;
  const CHECK_EVERY = 2 ** 20;
  /** So long the service takes what is late. */
  const LONGEST = 14 * 86_400_000;
  /** Where locks are unknown, a document that has written nothing for so long is taken for gone, ms. */
  const SILENT = 60_000;
  const ABOUT = -2;

  const timers: Record<number, ReturnType<typeof setTimeout>> = {};
  const texts = new Map<number, string[]>();
  let db: IDBDatabase | null = null;
  let about: Kept | null = null;
  let mine = '';
  let added = CHECK_EVERY;
  let full = false;
  let recovering = false;
  let offered: { key: string; answer(taken: boolean): void } | null = null;

  const tell = (message: unknown) => self.postMessage(message);
  const all = (...start: (string | number)[]) => IDBKeyRange.bound(start, [...start, []]);
  const result = <T>(request: IDBRequest<T>) => new Promise<T>((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  /** Committed in the same breath: a transaction that is open when its page is frozen costs the page its back/forward cache. */
  const commit = ({ transaction }: IDBObjectStore) => transaction.commit?.();
  function read<T>(ask: (kept: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const kept = db!.transaction('kept').objectStore('kept');
    const answer = result(ask(kept));
    commit(kept);
    return answer;
  }

  async function zip(text: string): Promise<Bytes> {
    const stream = new CompressionStream('gzip');
    const writer = stream.writable.getWriter();
    void writer.write(new TextEncoder().encode(text) as Bytes);
    void writer.close();
    return new Uint8Array(await new Response(stream.readable).arrayBuffer());
  }
  function change(run: (kept: IDBObjectStore) => void, done = commit) {
    if (!db) return;
    try {
      const kept = db.transaction('kept', 'readwrite').objectStore('kept');
      kept.transaction.onabort = () => (full = true);
      run(kept);
      done(kept);
    } catch {
      db = null;
    }
    if (added <= CHECK_EVERY) return;
    added = 0;
    change(trim, () => {});
  }
  function put(kept: IDBObjectStore, key: Key, value: Kept) {
    if (full) return;
    kept.put(value, key);
    added += value.size;
  }
  /** The oldest increments go before keyframes; who plays it back sees the missing sequence. */
  function trim(kept: IDBObjectStore) {
    const found: { key: IDBValidKey; size: number; kind: number }[] = [];
    const walk = kept.index('age').openKeyCursor();
    walk.onsuccess = () => {
      const cursor = walk.result;
      if (cursor) {
        const [, size, kind] = cursor.key as [number, number, number];
        found.push({ key: cursor.primaryKey, size, kind });
        return cursor.continue();
      }
      let over = found.reduce((sum, one) => sum + one.size, 0) - MOST;
      for (const kind of [0, 1, 2]) for (const one of found) {
        if (over <= 0) return;
        if (one.kind !== kind || !one.size) continue;
        over -= one.size;
        kept.delete(one.key);
      }
    };
  }
  function keep(key: Key, value: Kept) {
    change((kept) => {
      if (key[1] >= 0 && !full) kept.delete(all(key[0], key[1]));
      put(kept, key, value);
    });
  }
  const tellAbout = (kept: IDBObjectStore) => about && put(kept, [mine, ABOUT, 0], { ...about, at: Date.now() });

  function open() {
    try {
      const opening = indexedDB.open('lastseen', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('kept').createIndex('age', ['at', 'size', 'kind']);
      opening.onsuccess = () => {
        db = opening.result;
        db.onversionchange = () => {
          db?.close();
          db = null;
        };
        change(tellAbout);
        tell({ opened: 1 });
      };
    } catch {
      // forbidden: memory has to do
    }
  }

  /** A frame of a document that is gone, with bytes that stay: what was never sealed is sealed now. */
  async function sealed(keys: Key[], base: string): Promise<Kept> {
    const values: Kept[] = await Promise.all(keys.map((key) => read((kept) => kept.get(key))));
    const last = values[values.length - 1]!;
    const whole = values.find((value) => value.header);
    if (whole) return whole;
    const text = `[${values.map((value) => value.text).join('')}]`;
    const kind = Math.max(...values.map((value) => value.kind));
    const head = `${base},"at":${last.last},"s":${keys[0]![1]},"f":${values[0]!.first},"l":${last.last},"k":${kind > 0},"e":[${last.signals!.join(',')}]}`;
    const payload = await zip(text);
    const made: Kept = { door: last.door, at: last.at, size: payload.length, kind, header: new TextEncoder().encode(head) as Bytes, payload, codec: 2 };
    keep([keys[0]![0], keys[0]![1], 0], made);
    return made;
  }
  async function recoverOne(document: string, sure: boolean) {
    const meta: Kept | undefined = await read((kept) => kept.get([document, ABOUT, 0]));
    const quiet = meta ? Date.now() - meta.at : LONGEST;
    if (quiet < LONGEST) {
      if (meta!.door !== about!.door || (!sure && quiet < SILENT)) return;
      if (sure) tell({ gone: document, run: meta!.run, visible: meta!.visible });
      const keys = (await read((kept) => kept.getAllKeys(all(document)))) as Key[];
      const frames = new Map<string, Key[]>();
      for (const key of keys) {
        const frame = `${key[1]}/${key[1] < 0 ? key[2] : ''}`;
        if (key[1] !== ABOUT) frames.set(frame, [...(frames.get(frame) ?? []), key]);
      }
      for (const parts of frames.values()) {
        const { header, payload, codec, kind, at } = await sealed(parts, meta!.base!);
        const key: Key = [document, parts[0]![1], parts[0]![1] < 0 ? parts[0]![2] : 0];
        const taken = await new Promise<boolean>((answer) => {
          offered = { key: String(key), answer };
          tell({ found: key, header, payload, codec, kind, at });
        });
        if (!taken) throw 0;
      }
    }
    change((kept) => kept.delete(all(document)));
  }
  async function recover() {
    if (recovering || !db) return;
    recovering = true;
    try {
      const documents = new Set(((await read((kept) => kept.getAllKeys())) as Key[]).map(([document]) => document));
      documents.delete(mine);
      for (const document of documents) {
        if (!navigator.locks) await recoverOne(document, false);
        else await navigator.locks.request(`lastseen-${document}`, { ifAvailable: true }, (lock) => lock && recoverOne(document, true));
      }
    } catch {
      // another page goes on
    }
    recovering = false;
  }

  self.onmessage = ({ data }) => {
    if (data.ms !== undefined) {
      timers[data.id] = setTimeout(() => {
        delete timers[data.id];
        tell({ id: data.id, timer: 1 });
      }, data.ms);
    } else if (data.rest !== undefined) {
      const text = `[${(texts.get(data.n) ?? []).join('')}${data.rest}]`;
      texts.delete(data.n);
      zip(text).then((bytes) => {
        keep([mine, data.n, 0], { ...data.frame, door: about?.door, size: bytes.length, payload: bytes, codec: 2 });
        tell({ id: data.id, bytes });
      }, () => tell({ id: data.id }));
    } else if (data.about) {
      mine = data.document;
      about = data.about;
      if (db) change(tellAbout);
      else if (!full) open();
    } else if (data.part) {
      const { n, part, value } = data.part;
      const held = texts.get(n) ?? [];
      held.push(value.text);
      texts.set(n, held);
      change((kept) => {
        put(kept, [mine, n, part], value);
        tellAbout(kept);
      });
    } else if (data.keep) {
      texts.delete(data.keep[1]);
      keep(data.keep, data.value);
    } else if (data.forget) {
      const key: Key = data.forget;
      change((kept) => kept.delete(key[1] < 0 ? key : all(key[0], key[1])));
      if (offered?.key === String(key)) offered.answer(true);
    } else if (data.wipe) {
      change((kept) => kept.clear());
      db?.close();
      db = null;
      full = true;
    } else if (data.recover) void recover();
    else if (data.pause) offered?.answer(false);
    else {
      clearTimeout(timers[data.id]);
      delete timers[data.id];
    }
  };
  tell({ ready: typeof CompressionStream === 'function' });
}
