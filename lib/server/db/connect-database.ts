import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { EnvError, type Env } from "#lib/server/runtime/env.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import type { Stopper } from "#lib/server/runtime/stopper.ts";
import { openDatabase, STATEMENT_MS, type DatabaseHandle } from "./database.ts";
import { startEmbeddedPostgres } from "./embedded/start-embedded-postgres.ts";
import { backendKeys, type Pooling } from "./limited-client.ts";
import { LimitedPool } from "./limited-pool.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { isDatabaseUnavailable, isDiskFull } from "./pg-error.ts";

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

const FIRST_PAUSE_MS = 250;
const PAUSE_MS_MAX = 5_000;

type DatabaseEnv = Pick<Env, "databaseUrl" | "databaseDirectUrl" | "databasePooler" | "databasePool" | "dataDir">;

/** The database of `DATABASE_URL`, or our own below the data folder; brought to the newest version. */
export async function connectDatabase(env: Env, log: Log, stopper: Stopper): Promise<DatabaseHandle> {
  // What is wrong with this build is no reason to wait for the database.
  await readMigrations();
  const isAway = env.databaseUrl === undefined ? isDiskFull : isDatabaseUnavailable;
  const handle = await whenReachable(log, isAway, () => openServerDatabase(env, log, stopper, STATEMENT_MS));
  await whenReachable(log, isDatabaseUnavailable, () => migrate(handle.direct, log));
  return handle;
}

/** The same database as it is, of whatever version. */
export async function openServerDatabase(
  env: DatabaseEnv,
  log: Log,
  stopper: Stopper,
  limitMs: number,
): Promise<DatabaseHandle> {
  const handle =
    env.databaseUrl === undefined
      ? openDatabase({ ...(await startEmbedded(env, log, stopper)), max: env.databasePool }, log, { limitMs })
      : await openExternal({ ...env, databaseUrl: env.databaseUrl }, log, limitMs);
  stopper.add("database pool", () => handle.close());
  return handle;
}

async function openExternal(
  { databaseUrl, databaseDirectUrl, databasePooler, databasePool }: DatabaseEnv & { databaseUrl: string },
  log: Log,
  limitMs: number,
): Promise<DatabaseHandle> {
  const config = { connectionString: databaseUrl };
  const pooling = databasePooler === "auto" ? await findPooling(config, log) : databasePooler;
  if (pooling === "transaction" && databaseDirectUrl === undefined) {
    throw new EnvError(
      "DATABASE_DIRECT_URL is required: DATABASE_URL leads to a connection pooler, and notifications, locks and migrations need the database itself. " +
        "If that pooler keeps one connection for each client, or there is none, say so: MESHES_DATABASE_POOLER=session or none.",
    );
  }
  const direct = databaseDirectUrl === undefined ? undefined : { connectionString: databaseDirectUrl };
  return openDatabase({ ...config, max: databasePool }, log, { limitMs, pooling, direct });
}

async function startEmbedded(env: Pick<Env, "dataDir">, log: Log, stopper: Stopper) {
  const postgres = await startEmbeddedPostgres({ dataDir: env.dataDir, log });
  stopper.add("embedded PostgreSQL", () => postgres.stop());
  return postgres.connection;
}

/** A database that is away when the server starts is waited for, and every try that fails is told. */
async function whenReachable<T>(log: Log, isAway: (error: unknown) => boolean, work: () => Promise<T>): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, PAUSE_MS_MAX)) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error)) throw error;
      log.warn({ err: error, again_in_ms: pauseMs }, "The database cannot be reached; the server starts when it can");
      await delay(pauseMs);
    }
  }
}
