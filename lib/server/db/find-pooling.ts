import type pg from "pg";
import type { Log } from "#lib/server/runtime/log.ts";
import { backendKeys } from "./backend-keys.ts";
import { LimitedPool } from "./limited-pool.ts";
import type { Pooling } from "./pooling.ts";

const LIMIT_MS = 4_000;

/**
 * A pooler introduces itself with keys of its own, PostgreSQL with the process that answers. How a pooler shares its
 * connections cannot be seen from outside, so the worst is assumed.
 */
export async function findPooling(config: pg.PoolConfig, log: Log): Promise<Pooling> {
  const pool = new LimitedPool({ ...config, max: 1 }, { limitMs: LIMIT_MS, pooling: "transaction" }, log);
  try {
    const client = await pool.connect();
    try {
      const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
      return rows[0]?.pid === backendKeys(client).processID ? "none" : "transaction";
    } finally {
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}
