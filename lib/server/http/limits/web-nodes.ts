import { randomUUID } from "node:crypto";
import type pg from "pg";
import { NODES_CHANNEL } from "#lib/server/db/notifications.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import { createTicker } from "#lib/server/runtime/ticker.ts";
import { deleteFullBuckets } from "./buckets.ts";

const HEARTBEAT_MS = 5_000;
const GONE_SECONDS = 30;

export type WebNodes = {
  /** Whether no other process answers the API, as far as this one knows. */
  isAlone(): boolean;
  /** Counts now. */
  recount(): void;
  stop(): Promise<void>;
};

/** Enters this process among those that answer the API and keeps count of them. One that is killed counts for 30 s more. */
export async function joinWebNodes(pool: pg.Pool, log: Log): Promise<WebNodes> {
  const id = randomUUID();
  let isAlone = true;

  async function sendHeartbeat(): Promise<void> {
    await pool.query(
      "insert into web_nodes (id, heartbeat_at) values ($1, now()) on conflict (id) do update set heartbeat_at = now()",
      [id],
    );
    const { rows } = await pool.query<{ n: number }>(
      "select count(*)::int as n from web_nodes where heartbeat_at > now() - make_interval(secs => $1)",
      [GONE_SECONDS],
    );
    isAlone = rows[0]?.n === 1;
    await deleteFullBuckets(pool);
  }

  await sendHeartbeat();
  await pool.query("select pg_notify($1, '')", [NODES_CHANNEL]);
  const heartbeats = createTicker({
    everyMs: HEARTBEAT_MS,
    pauseMs: HEARTBEAT_MS,
    run: sendHeartbeat,
    onError: (error) => log.warn({ err: error }, "The heartbeat of this node failed"),
  });
  return {
    isAlone: () => isAlone,
    recount: () => heartbeats.wake(),
    stop: async () => {
      await heartbeats.stop();
      await pool.query(
        `with left_behind as (
           delete from web_nodes where id = $1 or heartbeat_at < now() - interval '1 day' returning id
         )
         select pg_notify($2, '') where exists (select from left_behind)`,
        [id, NODES_CHANNEL],
      );
    },
  };
}
