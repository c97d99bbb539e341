import { statSync } from "node:fs";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

/** Whom PostgreSQL runs as: empty for ourselves. Can be spread into spawn options. */
export type RunAs = { uid?: number; gid?: number };

const NOBODY = { uid: 65_534, gid: 65_534 };

/** PostgreSQL refuses to run as root, so root starts it as the owner of the existing cluster, else as nobody. */
export function chooseRunAs(clusterDir: string): RunAs {
  if (process.getuid?.() !== 0) return {};
  if (process.platform !== "linux") {
    throw new EmbeddedPostgresError(
      "The embedded database does not run as root on this system. Start the server as a normal user.",
    );
  }
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
}
