import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openServerDatabase } from "#lib/server/db/connect-database.ts";
import { LONG_STATEMENT_MS, openDatabase, type DatabaseHandle } from "#lib/server/db/database.ts";
import { FolderInUseError } from "#lib/server/db/embedded/embedded-postgres-error.ts";
import { DATABASE, ROLE } from "#lib/server/db/embedded/server-settings.ts";
import { isDatabaseUnavailable } from "#lib/server/db/pg-error.ts";
import type { Env } from "#lib/server/runtime/env.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import type { Stopper } from "#lib/server/runtime/stopper.ts";

/** `running`: the embedded database of another process, which is a server or another command. */
export type DatabaseKind = "external" | "embedded" | "running";
export type Connected = DatabaseHandle & { kind: DatabaseKind };

const POOL = 4;
/** A server that is starting has its folder for a while before its database answers. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 200;

/** The server's database: `DATABASE_URL`, the embedded one of a running server, or the embedded one for this command. */
export async function connect(env: Env, log: Log, stopper: Stopper): Promise<Connected> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      const handle = await openServerDatabase({ ...env, databasePool: POOL }, log, stopper, LONG_STATEMENT_MS);
      return { ...handle, kind: env.databaseUrl === undefined ? "embedded" : "external" };
    } catch (error) {
      if (!(error instanceof FolderInUseError)) throw error;
      const handle = await openRunning(env, log, stopper);
      if (handle !== undefined) return { ...handle, kind: "running" };
      if (performance.now() > deadline) throw error;
      await delay(PAUSE_MS);
    }
  }
}

/** Undefined while it does not answer: it is starting, or it is stopping and the folder will be free. */
async function openRunning(env: Env, log: Log, stopper: Stopper): Promise<DatabaseHandle | undefined> {
  const host = join(resolve(env.dataDir), "socket");
  if (!existsSync(host)) return undefined;
  const handle = openDatabase({ host, user: ROLE, database: DATABASE, ssl: false, max: POOL }, log, {
    limitMs: LONG_STATEMENT_MS,
  });
  try {
    await handle.pool.query("select 1");
  } catch (error) {
    await handle.close();
    if (isDatabaseUnavailable(error)) return undefined;
    throw error;
  }
  stopper.add("database pool", () => handle.close());
  return handle;
}
