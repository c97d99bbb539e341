import { spawnSync } from "node:child_process";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { waitUntil } from "./wait-until.ts";

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
