import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { EmbeddedPostgresError, FolderInUseError } from "./embedded-postgres-error.ts";

const SQLITE_BUSY = 5;

/** Rivals that start at the same moment disturb each other for an instant; with a pause one of them wins. */
const BUSY_MS_MAX = 250;

export type FolderLock = { release(): void };

/** A caller may forget its lock; the garbage collector must not, as it would close the file and so free it. */
const heldFiles = new Set<DatabaseSync>();

/**
 * One server per data folder. Node has no file locks, SQLite does: the kernel frees them however we die, so there is
 * no stale lock and no pid to mistake. Nothing else may open server.lock in this process: closing it would free the lock.
 */
export function lockFolder(dataDir: string): FolderLock {
  const pidFile = join(dataDir, "server.pid");
  const held = openExclusively(dataDir, pidFile);
  try {
    writeFileSync(pidFile, `${process.pid}\n`);
  } catch (cause) {
    held.close();
    throw new EmbeddedPostgresError(`The data folder ${dataDir} cannot be written to: ${String(cause)}`, { cause });
  }
  heldFiles.add(held);
  return {
    release() {
      if (!heldFiles.delete(held)) return;
      rmSync(pidFile, { force: true });
      held.close();
    },
  };
}

function openExclusively(dataDir: string, pidFile: string): DatabaseSync {
  const path = join(dataDir, "server.lock");
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(path, { timeout: BUSY_MS_MAX });
    chmodSync(path, 0o600); // Whoever can read the file could lock it.
    file.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return file;
  } catch (cause) {
    file?.close();
    throw refusal(dataDir, pidFile, cause);
  }
}

function refusal(dataDir: string, pidFile: string, cause: unknown): EmbeddedPostgresError {
  if (!isBusy(cause))
    return new EmbeddedPostgresError(`The data folder ${dataDir} cannot be locked: ${String(cause)}`, { cause });
  return new FolderInUseError(
    `The data folder ${dataDir} is in use by another Meshes server${holder(pidFile)}. Stop it, or set MESHES_DATA_DIR to another folder.`,
    { cause },
  );
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}

function holder(pidFile: string): string {
  try {
    return ` (process ${readFileSync(pidFile, "utf8").trim()})`;
  } catch {
    return ""; // The holder has the lock and has not written its pid yet.
  }
}
