import { chownSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import type { RunAs } from "./run-as.ts";
import { ROLE } from "./server-settings.ts";

const MAP = "meshes";
const HBA = `local all ${ROLE} peer map=${MAP}\n`;

/**
 * Who may log in, decided by the kernel's word on who has opened the socket (peer): our own system user and root, and
 * only as the application's role. Nobody is a superuser over a connection, not even PostgreSQL's own system user.
 * Written at every start, before PostgreSQL reads it.
 */
export function writeAuthentication(clusterDir: string, { uid, gid }: RunAs, alsoAdmits: readonly string[]): void {
  const users = new Set(["root", userInfo().username, ...alsoAdmits]);
  const idents = [...users].map((user) => `${MAP} "${user}" ${ROLE}\n`).join("");
  for (const [name, text] of [
    ["pg_hba.conf", HBA],
    ["pg_ident.conf", idents],
  ] as const) {
    const path = join(clusterDir, name);
    writeFileSync(path, text, { mode: 0o600 });
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  }
}
