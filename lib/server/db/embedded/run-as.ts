import { chownSync, lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { systemUser } from "./system-user.ts";

/** Whom PostgreSQL runs as: empty for ourselves. Can be spread into spawn options. */
export type RunAs = { uid?: number; gid?: number };

const NOBODY_UID = 65_534;

/**
 * PostgreSQL refuses to run as root, so root starts it as the owner of the existing cluster, else as a system user that
 * nothing else runs as: whoever shares the user with PostgreSQL can read its files.
 */
export async function chooseRunAs(clusterDir: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {};
  if (process.platform !== "linux") {
    throw new EmbeddedPostgresError(
      "The embedded database does not run as root on this system. Start the server as a normal user.",
    );
  }
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  const isOwnUser = owner !== undefined && owner.uid !== 0 && owner.uid !== NOBODY_UID;
  return isOwnUser ? { uid: owner.uid, gid: owner.gid } : systemUser();
}

/** Earlier versions ran as nobody: their files pass to the user of today. Nothing may run in the cluster meanwhile. */
export function takeOver(clusterDir: string, { uid, gid }: RunAs): void {
  if (uid === undefined || gid === undefined) return;
  const owner = lstatSync(clusterDir, { throwIfNoEntry: false });
  if (owner === undefined || owner.uid === uid) return;
  chownAll(clusterDir, uid, gid);
}

/** The folder itself last, so that an interrupted run begins anew. */
function chownAll(dir: string, uid: number, gid: number): void {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    // A tablespace is a link to a folder elsewhere, of which our clusters have none.
    if (entry.isDirectory()) chownAll(path, uid, gid);
    else if (entry.isFile()) chownSync(path, uid, gid);
  }
  chownSync(dir, uid, gid);
}
