import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

const CACHE_PARENTS = ["/var/cache/meshes", "/tmp/meshes-cache"];

type Options = { name: string; parents?: string[] | undefined };

/** Copies the programs once to a folder that everyone may read and only root may write. */
export async function copyBinaries(nativeDir: string, { name, parents = CACHE_PARENTS }: Options): Promise<string> {
  const parent = parents.find(isUsable);
  if (!parent)
    throw new EmbeddedPostgresError(
      `PostgreSQL cannot reach its programs in ${nativeDir}, and none of ${parents.join(", ")} can be used for a copy.`,
    );
  const target = join(parent, name);
  if (!existsSync(target)) copyAtOnce(nativeDir, parent, target);
  return target;
}

/** A folder that someone else could write to would let them choose what PostgreSQL runs. */
function isUsable(dir: string): boolean {
  try {
    if (!existsSync(dir)) mkdirSync(dir);
    const found = lstatSync(dir);
    if (!found.isDirectory() || found.uid !== process.getuid?.()) return false;
    chmodSync(dir, 0o755);
    return true;
  } catch {
    return false; // Read-only or without its parent: the next candidate is tried.
  }
}

function copyAtOnce(nativeDir: string, parent: string, target: string): void {
  const draft = mkdtempSync(join(parent, "copying-"));
  try {
    // The libraries' short names are relative links; without this Node makes them lead back to the private folder.
    cpSync(nativeDir, draft, { recursive: true, verbatimSymlinks: true });
    openForReading(draft);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error; // Otherwise another server has finished the same copy first.
  }
}

function openForReading(dir: string): void {
  chmodSync(dir, 0o755);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, 0o755);
  }
}
