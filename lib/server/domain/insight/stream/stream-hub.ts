import type pg from "pg";
import type { StreamEndReason } from "#lib/contracts/stream.ts";
import type { Database } from "#lib/server/db/database.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import { createTicker } from "#lib/server/runtime/ticker.ts";
import { createChangeFeed } from "./change-feed.ts";
import { pruneChanges } from "./change-log.ts";
import { findRevoked, type StreamCaller } from "./find-revoked.ts";
import type { Subscriber } from "./subscriber.ts";

/** How late a change can arrive. One query for all streams of the node, and none without any. */
const POLL_MS = 400;
const HEARTBEAT_MS = 15_000;
const REVOKED_CHECK_MS = 3_000;
const PRUNE_MS = 60_000;
const FAILURE_PAUSE_MS = 1_000;

export type StreamHub = {
  add(subscriber: Subscriber, caller: StreamCaller): void;
  remove(subscriber: Subscriber): void;
  /** Says goodbye to every stream. */
  close(): Promise<void>;
};

/** The streams of this node: what they are told, and when they end. */
export function createStreamHub({ pool, db, log }: { pool: pg.Pool; db: Database; log: Log }): StreamHub {
  const subscribers = new Map<Subscriber, StreamCaller>();
  const feed = createChangeFeed({ pool, db });

  function end(subscriber: Subscriber, reason: StreamEndReason): void {
    subscribers.delete(subscriber);
    subscriber.end(reason);
  }

  const beat = every(HEARTBEAT_MS, () => {
    for (const subscriber of subscribers.keys()) subscriber.heartbeat(subscriber.isLive ? feed.cursor() : undefined);
  });
  const prune = every(PRUNE_MS, () => pruneChanges(pool));
  const endRevoked = every(REVOKED_CHECK_MS, async () => {
    const revoked = await findRevoked(pool, [...subscribers.values()]);
    for (const [subscriber, { id }] of subscribers) if (revoked.has(id)) end(subscriber, "revoked");
  });

  async function tick(): Promise<void> {
    for (const subscriber of subscribers.keys()) if (subscriber.expiresAt <= clock.nowMs()) end(subscriber, "expired");
    await beat();
    if (subscribers.size === 0) return;
    await endRevoked();
    await feed.next([...subscribers.keys()]);
    await prune();
  }

  const ticker = createTicker({
    everyMs: POLL_MS,
    gapMs: POLL_MS / 4,
    pauseMs: FAILURE_PAUSE_MS,
    run: tick,
    onError: (error) => log.error({ err: error }, "Reading changes for the streams failed"),
  });

  return {
    add: (subscriber, caller) => {
      subscribers.set(subscriber, caller);
      ticker.wake();
    },
    remove: (subscriber) => void subscribers.delete(subscriber),
    close: async () => {
      const stopped = ticker.stop();
      for (const subscriber of subscribers.keys()) end(subscriber, "stopping");
      await stopped;
    },
  };
}

/** Runs at most this often, when it is called. */
function every(ms: number, run: () => Promise<void> | void): () => Promise<void> {
  let lastAt = performance.now();
  return async () => {
    if (performance.now() - lastAt < ms) return;
    lastAt = performance.now();
    await run();
  };
}
