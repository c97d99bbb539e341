import { chownSync, mkdtempSync, readlinkSync, rmdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { SOCKET_PORT } from "./server-settings.ts";
import type { RunAs } from "./system-user.ts";

const PREFIX = "meshes-pg-";
const SOCKET = `.s.PGSQL.${SOCKET_PORT}`;

/** The kernels allow 107 (Linux) and 103 (macOS) bytes; mkdtemp adds six characters. */
const PARENT_BYTES_MAX = 103 - `/${PREFIX}XXXXXX/${SOCKET}`.length;

/**
 * A fresh 0700 folder owned by PostgreSQL's user, the only way to the database. `<dataDir>/socket` leads to it.
 * Only root and the owner of the data files can enter; as whom they may log in is decided in authentication.ts.
 */
export function createSocketDir(dataDir: string, runAs: RunAs): string {
  const parent = [tmpdir(), "/tmp"].find((dir) => Buffer.byteLength(dir) <= PARENT_BYTES_MAX && isOpenTo(dir, runAs));
  if (!parent)
    throw new EmbeddedPostgresError(
      "There is no folder for PostgreSQL's socket: neither the temporary folder nor /tmp can be used.",
    );
  const socketDir = mkdtempSync(join(parent, PREFIX));
  if (runAs.uid !== undefined && runAs.gid !== undefined) chownSync(socketDir, runAs.uid, runAs.gid);
  rmSync(linkPath(dataDir), { force: true });
  symlinkSync(socketDir, linkPath(dataDir));
  return socketDir;
}

/** Removes the folder that this server, or one that was killed, has made. */
export function removeSocketDir(dataDir: string): void {
  const socketDir = readLink(linkPath(dataDir));
  if (socketDir && basename(socketDir).startsWith(PREFIX)) removeKnownFiles(socketDir);
  rmSync(linkPath(dataDir), { force: true });
}

/** By name and not recursively, as root must not follow what another user may have put there. */
function removeKnownFiles(socketDir: string): void {
  for (const name of [SOCKET, `${SOCKET}.lock`]) rmSync(join(socketDir, name), { force: true });
  try {
    rmdirSync(socketDir);
  } catch {
    // Already gone, or holds a file that is not ours: an empty folder at most is left behind.
  }
}

function isOpenTo(dir: string, runAs: RunAs): boolean {
  if (runAs.uid === undefined) return true;
  const found = statSync(dir, { throwIfNoEntry: false });
  if (!found || (found.mode & 0o001) === 0) return false;
  return dirname(dir) === dir || isOpenTo(dirname(dir), runAs);
}

function linkPath(dataDir: string): string {
  return join(dataDir, "socket");
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // No server has run here, or the last one has stopped in order.
  }
}
