import type pg from "pg";

/** An interrupted command does not wait for a query that may take long, such as one that waits for a lock. */
export function cutWhenAborted(pools: readonly pg.Pool[], signal: AbortSignal): { disarm(): void } {
  const busy = new Set<pg.PoolClient & { end?: () => Promise<void> }>();
  for (const pool of new Set(pools)) {
    pool.on("acquire", (client) => busy.add(client));
    pool.on("release", (_error, client) => busy.delete(client));
  }
  const cut = () => busy.forEach((client) => void client.end?.());
  signal.addEventListener("abort", cut, { once: true });
  return { disarm: () => signal.removeEventListener("abort", cut) };
}
