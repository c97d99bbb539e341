import { join, resolve } from "node:path";
import { localKeys } from "../auth/local-keys.ts";
import { createSealer, type Sealer } from "../auth/sealed-secrets.ts";
import { connectDatabase } from "../db/connect-database.ts";
import { openDatabase, type Database } from "../db/database.ts";
import { FolderInUseError } from "../db/embedded/embedded-postgres-error.ts";
import { DATABASE, ROLE } from "../db/embedded/server-settings.ts";
import type { Env } from "../env.ts";
import { createLog, type Log } from "../log.ts";
import { createStopper, type Stopper } from "../stopper.ts";

export type CliContext = { db: Database; sealer: Sealer; close(): Promise<void> };

/** The server's database: `DATABASE_URL`, the embedded one of a running server, or the embedded one for this command. */
export async function connect(env: Env): Promise<CliContext> {
  const log = createLog("warn");
  const stopper = createStopper(log);
  const db = await openAny(env, log, stopper);
  const sealer = createSealer(env.encryptionKeys ?? localKeys(env.dataDir).encryption);
  return { db, sealer, close: stopper.stop };
}

async function openAny(env: Env, log: Log, stopper: Stopper): Promise<Database> {
  try {
    return (await connectDatabase(env, log, stopper)).db;
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error;
    const running = { host: join(resolve(env.dataDir), "socket"), user: ROLE, database: DATABASE, ssl: false, max: 2 };
    const handle = openDatabase(running, log);
    stopper.add("database pool", () => handle.close());
    return handle.db;
  }
}
