import { mkdirSync } from "node:fs";
import type { Env } from "../env.ts";
import type { Log } from "../log.ts";
import type { Stopper } from "../stopper.ts";
import { openDatabase, type DatabaseHandle } from "./database.ts";
import { startEmbeddedPostgres } from "./embedded/start-embedded-postgres.ts";
import { migrate } from "./migrate.ts";

/** The database of `DATABASE_URL`, or our own below the data folder; brought to the newest version. */
export async function connectDatabase(env: Env, log: Log, stopper: Stopper): Promise<DatabaseHandle> {
  const handle = await openServerDatabase(env, log, stopper);
  await migrate(handle.pool, log);
  return handle;
}

/** The same database as it is, of whatever version. */
export async function openServerDatabase(
  env: Pick<Env, "databaseUrl" | "databasePool" | "dataDir">,
  log: Log,
  stopper: Stopper,
): Promise<DatabaseHandle> {
  const config =
    env.databaseUrl === undefined ? await startEmbedded(env, log, stopper) : { connectionString: env.databaseUrl };
  const handle = openDatabase({ ...config, max: env.databasePool }, log);
  stopper.add("database pool", () => handle.close());
  return handle;
}

async function startEmbedded(env: Pick<Env, "dataDir">, log: Log, stopper: Stopper) {
  mkdirSync(env.dataDir, { recursive: true, mode: 0o700 });
  const postgres = await startEmbeddedPostgres({ dataDir: env.dataDir, log });
  stopper.add("embedded PostgreSQL", () => postgres.stop());
  return postgres.connection;
}
