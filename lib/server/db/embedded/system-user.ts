import { spawnSync } from "node:child_process";
import { chownSync, lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { waitUntil } from "./processes.ts";

export const SYSTEM_USER = "meshes-postgres";
const USERADD = [
  "useradd",
  "--system",
  "--user-group",
  "--no-create-home",
  "--shell",
  "/usr/sbin/nologin",
  SYSTEM_USER,
];
/** Servers that start at the same moment wait for one another's lock on the list of users. */
const CREATE_MS_MAX = 10_000;

/** The system user that PostgreSQL has for itself; made by root when it is needed for the first time. */
export async function systemUser(): Promise<{ uid: number; gid: number }> {
  let problem = "";
  const found = await waitUntil(() => {
    if (readSystemId("-u") !== undefined) return true;
    const [command = "", ...args] = USERADD;
    const { error, stderr } = spawnSync(command, args, { encoding: "utf8" });
    problem = error?.message ?? stderr.trim();
    return error !== undefined || readSystemId("-u") !== undefined;
  }, CREATE_MS_MAX);
  const [uid, gid] = [readSystemId("-u"), readSystemId("-g")];
  if (found && uid !== undefined && gid !== undefined) return { uid, gid };
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and the system user '${SYSTEM_USER}' could not be made for it (${problem}). Make it, or start the server as a normal user.`,
  );
}

function readSystemId(which: "-u" | "-g"): number | undefined {
  const { status, stdout } = spawnSync("id", [which, SYSTEM_USER], { encoding: "utf8" });
  return status === 0 ? Number(stdout) : undefined;
}

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

/** The files of a database belong to one user, and only that one (or root, who acts for it) can start it. */
export function requireOwner(dataDir: string, uid: number | undefined = process.getuid?.()): void {
  if (uid === undefined || uid === 0) return;
  for (const folder of [dataDir, join(dataDir, "postgres")]) {
    const owner = findOwner(folder);
    if (owner === undefined || owner === uid) continue;
    throw new EmbeddedPostgresError(
      `The data folder ${folder} belongs to the user with id ${owner}, and this server runs as the one with id ${uid}. ` +
        `Start it as that user, give the folder to this one (chown -R ${uid} ${dataDir}), or set MESHES_DATA_DIR to another folder.`,
    );
  }
}

/** Undefined where there is nothing, or nothing to be seen: then the folder around it says why. */
function findOwner(folder: string): number | undefined {
  try {
    return statSync(folder, { throwIfNoEntry: false })?.uid;
  } catch {
    return undefined;
  }
}
