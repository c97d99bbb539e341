import { chmodSync, mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { findBinaries } from "./binaries.ts";
import { createCluster } from "./create-cluster.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { lockFolder } from "./folder-lock.ts";
import { stopLeftovers } from "./processes.ts";
import {
  writeAuthentication,
  DATABASE,
  ROLE,
  SOCKET_PORT,
  type ServerSettings,
  serverSettings,
} from "./server-settings.ts";
import { createSocketDir, removeSocketDir } from "./socket-dir.ts";
import { type Log, supervisePostmaster } from "./supervise-postmaster.ts";
import { requireOwner, chooseRunAs, takeOver } from "./system-user.ts";

export type EmbeddedPostgresOptions = {
  dataDir: string;
  log: Log;
  settings?: ServerSettings;
  /** Off only for data that may be lost, such as a test's. */
  hasFsync?: boolean;
  /** System users that may log in beside root and our own, such as a connection pooler's. */
  alsoAdmits?: readonly string[];
};

export type EmbeddedPostgres = {
  /** Can be passed to pg as it is; stays valid when PostgreSQL is started again. */
  connection: { host: string; port: number; user: string; database: string; ssl: false };
  stop(): Promise<void>;
};

/** Starts our own PostgreSQL in `<dataDir>/postgres`; throws EmbeddedPostgresError, also when another server uses the folder. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  makeFolder(options.dataDir);
  requireOwner(options.dataDir);
  const dataDir = realpathSync(options.dataDir);
  // It holds keys and customers' data, whoever made the folder.
  chmodSync(dataDir, 0o700);
  const lock = lockFolder(dataDir);
  const release = () => {
    removeSocketDir(dataDir);
    lock.release();
  };
  try {
    const { host, stop } = await startInLockedFolder({ ...options, dataDir });
    let stopped: Promise<void> | undefined;
    return {
      connection: { host, port: SOCKET_PORT, user: ROLE, database: DATABASE, ssl: false },
      stop: () => (stopped ??= stop().finally(release)),
    };
  } catch (error) {
    release();
    throw error;
  }
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The data folder ${dataDir} cannot be created: ${cause instanceof Error ? cause.message : String(cause)}. Set MESHES_DATA_DIR to a folder that this user can write to.`,
      { cause },
    );
  }
}

async function startInLockedFolder(options: EmbeddedPostgresOptions) {
  const { dataDir, log, settings = {}, hasFsync = true, alsoAdmits = [] } = options;
  const startedAt = performance.now();
  const clusterDir = join(dataDir, "postgres");
  const runAs = await chooseRunAs(clusterDir);
  const binaries = await findBinaries({ runAs });
  const orphans = await stopLeftovers(clusterDir);
  if (orphans.length > 0)
    log.warn({ dataDir, orphans }, "Stopped the PostgreSQL that a killed server had left running");
  removeSocketDir(dataDir);
  takeOver(clusterDir, runAs);
  const isCreated = await createCluster({ clusterDir, binaries, runAs });
  writeAuthentication(clusterDir, runAs, alsoAdmits);
  const socketDir = createSocketDir(dataDir, runAs);
  const setup = {
    clusterDir,
    postgres: binaries.postgres,
    runAs,
    settings: serverSettings(settings, { socketDir, hasFsync }),
  };
  const server = await supervisePostmaster(setup, log);
  const ms = Math.round(performance.now() - startedAt);
  log.info(
    { dataDir, isCreated, orphansStopped: orphans.length > 0, version: binaries.version, ms },
    "Embedded PostgreSQL is ready",
  );
  return { host: socketDir, stop: server.stop };
}
