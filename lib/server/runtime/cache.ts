import { LRUCache } from "lru-cache";

/** How long another node may still accept a key that was ended when its notification is lost. */
const CACHE_MS = 5_000;
const KNOWN_MAX = 20_000;
/** Enough for clients that repeat themselves; what is made up at random must not take memory, nor the place of good keys. */
const UNKNOWN_MAX = 1_000;

/**
 * What the database knows of keys, for a few seconds. Concurrent callers share one look-up, and one that failed is not
 * remembered.
 */
export function createKeyCache<T extends object>(load: (key: string) => Promise<T | undefined>) {
  const known = new LRUCache<string, T>({ max: KNOWN_MAX, ttl: CACHE_MS });
  const unknown = new LRUCache<string, true>({ max: UNKNOWN_MAX, ttl: CACHE_MS });
  let loading = new Map<string, Promise<T | undefined>>();

  async function look(key: string, mine: Map<string, unknown>): Promise<T | undefined> {
    try {
      const found = await load(key);
      // What was looked up before everything was forgotten may be wrong by now.
      if (mine !== loading) return found;
      if (found === undefined) unknown.set(key, true);
      else known.set(key, found);
      return found;
    } finally {
      mine.delete(key);
    }
  }

  return {
    find: (key: string): Promise<T | undefined> => {
      const found = known.get(key);
      if (found !== undefined || unknown.has(key)) return Promise.resolve(found);
      const shared = loading.get(key) ?? look(key, loading);
      loading.set(key, shared);
      return shared;
    },
    clear: (): void => {
      known.clear();
      unknown.clear();
      loading = new Map();
    },
  };
}

/** Shares one load between concurrent callers; a failed load is not remembered. */
export function cached<T>(
  cache: LRUCache<string, Promise<T>>,
  key: string,
  load: (key: string) => Promise<T>,
): Promise<T> {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const loading = load(key);
  cache.set(key, loading);
  loading.catch(() => cache.delete(key));
  return loading;
}
