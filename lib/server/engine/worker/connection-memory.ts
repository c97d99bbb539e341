import { createHash } from "node:crypto";
import type pg from "pg";
import type { Memory } from "#lib/server/providers/kit/access.ts";

const KEPT_DAYS = 7;
const PRUNE_BATCH = 10_000;

/** Keys hold addresses of people, so only their hash is kept; it is salted with the connection. */
function hashKey(connectionId: string, key: string): string {
  return createHash("sha256").update(`${connectionId} ${key}`).digest("hex");
}

export function connectionMemory(pool: pg.Pool, connectionId: string): Memory {
  return {
    recall: async (key) => {
      const { rows } = await pool.query<{ value: string }>(
        "select value from connection_memory where connection_id = $1 and key_hash = $2 and expires_at > now()",
        [connectionId, hashKey(connectionId, key)],
      );
      return rows[0]?.value;
    },
    remember: async (key, value) => {
      await pool.query(
        // Not for a connection that is being deleted: its lock is waited for, and then there is nothing to belong to.
        `insert into connection_memory (connection_id, key_hash, value, expires_at)
         select id, $2, $3, now() + make_interval(days => $4)
         from connections where id = $1 and deleted_at is null for key share
         on conflict (connection_id, key_hash) do update set value = excluded.value, expires_at = excluded.expires_at`,
        [connectionId, hashKey(connectionId, key), value, KEPT_DAYS],
      );
    },
    forget: async (key) => {
      await pool.query("delete from connection_memory where connection_id = $1 and key_hash = $2", [
        connectionId,
        hashKey(connectionId, key),
      ]);
    },
  };
}

export async function pruneConnectionMemory(pool: pg.Pool): Promise<"more" | "idle"> {
  const { rowCount } = await pool.query(
    `delete from connection_memory where ctid in (
       select ctid from connection_memory where expires_at < now() limit ${PRUNE_BATCH})`,
  );
  return rowCount === PRUNE_BATCH ? "more" : "idle";
}
