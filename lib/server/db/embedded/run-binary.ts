import { spawn } from "node:child_process";
import { basename } from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import type { RunAs } from "./run-as.ts";

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
