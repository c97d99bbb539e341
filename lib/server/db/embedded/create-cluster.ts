import { chownSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Binaries, runBinary } from "./binaries.ts";
import { stopLeftovers } from "./processes.ts";
import { DATABASE, dataDirArgument, ROLE } from "./server-settings.ts";
import type { RunAs } from "./system-user.ts";

const DRAFT_PREFIX = "postgres.new-";

/** `C` exists in every libc; the builtin provider sorts by code point and knows Unicode, the same on every system. */
const INITDB_ARGS = [
  "--username=postgres",
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  // Replaced at every start (writeAuthentication).
  "--auth-local=reject",
  "--auth-host=reject",
  "--no-instructions",
  "--no-sync",
];

/** The application is not a superuser; it may create databases, which the tests do. */
const SET_UP_SQL = `CREATE ROLE ${ROLE} LOGIN CREATEDB;\nCREATE DATABASE ${DATABASE} OWNER ${ROLE};\n`;

type Options = { clusterDir: string; binaries: Binaries; runAs: RunAs };

/** Creates the cluster unless it exists, and says which. It appears under its name only when complete and on disk. */
export async function createCluster({ clusterDir, binaries, runAs }: Options): Promise<boolean> {
  const parent = dirname(clusterDir);
  await removeDrafts(parent);
  if (existsSync(clusterDir)) return false;
  const draft = mkdtempSync(join(parent, DRAFT_PREFIX));
  if (runAs.uid !== undefined && runAs.gid !== undefined) chownSync(draft, runAs.uid, runAs.gid);
  await fillDraft(draft, binaries, runAs);
  renameSync(draft, clusterDir);
  await syncFolder(parent);
  return true;
}

async function fillDraft(draft: string, { initdb, postgres }: Binaries, runAs: RunAs): Promise<void> {
  const where = ["-D", dataDirArgument(draft)];
  const context = { runAs, cwd: draft };
  await runBinary(initdb, { ...context, args: [...where, ...INITDB_ARGS] });
  const single = ["--single", ...where, "-c", "fsync=off", "-c", "exit_on_error=on", "postgres"];
  await runBinary(postgres, { ...context, args: single, input: SET_UP_SQL });
  await runBinary(initdb, { ...context, args: [...where, "--sync-only"] });
}

/** An initdb outlives its killed server and would go on writing into the folder that is being removed. */
async function removeDrafts(parent: string): Promise<void> {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(DRAFT_PREFIX)) continue;
    await stopLeftovers(join(parent, name));
    rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir);
  await handle.sync().finally(() => handle.close());
}
