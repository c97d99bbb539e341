import { statSync } from "node:fs";
import { join } from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

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
