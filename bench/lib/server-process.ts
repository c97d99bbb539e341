import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { freePort } from "#lib/testing/server/free-port.ts";
import { NO_RATE_LIMITS } from "#lib/testing/server/test-env.ts";
import { until } from "#lib/testing/server/until.ts";
import type { BenchContext } from "./benchmark.ts";
import { startChild, type Child } from "./child.ts";

/** The flags of `npm start`: a small young generation, which on Linux otherwise takes about 100 MB. */
const START_FLAGS = ["--max-semi-space-size=16"];
const MAIN = import.meta.resolve("#lib/server/main.ts");
const COUNTER = import.meta.resolve("./count-statements.ts");
const READY_MS = 60_000;

const key = () => `bench:${randomBytes(32).toString("base64")}`;
export const ENCRYPTION_KEYS: string = key();
const SIGNING_KEYS = key();

export type ServerProcess = {
  url: string;
  pid: number;
  /** SQL statements that the process has sent so far, `begin` and `commit` included. */
  statements(): Promise<number>;
  stop(): Promise<void>;
};

/** `npm start` as an operator runs it, in production mode, with nothing set but what it needs, a local receiver and no rate limits. */
export async function startServerProcess(
  bench: BenchContext,
  role: "all" | "web",
  databaseUrl: string,
): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), "meshes-bench-server-"));
  bench.stopper.add("server folder", async () => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const variables = {
    PATH: process.env["PATH"],
    NODE_ENV: "production" as const,
    MESHES_ENV: "production",
    MESHES_ROLE: role,
    MESHES_LOG_LEVEL: "warn",
    MESHES_ALLOW_PRIVATE_DESTINATIONS: "127.0.0.0/8",
    MESHES_ENCRYPTION_KEYS: ENCRYPTION_KEYS,
    MESHES_SIGNING_KEYS: SIGNING_KEYS,
    MESHES_DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    MESHES_HOST: "localhost",
    MESHES_PUBLIC_URL: url,
    ...NO_RATE_LIMITS,
  };
  // Not in the project's folder, where a `.env` could change the settings.
  const child = startChild(MAIN, {}, { cwd: folder, env: variables, execArgv: [...START_FLAGS, "--import", COUNTER] });
  bench.stopper.add("server", () => child.stop());
  await Promise.race([until("the server", () => isUp(url), READY_MS), child.ended]);
  return { url, pid: child.pid, statements: () => askStatements(child), stop: () => child.stop() };
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`)).ok;
  } catch {
    return false; // Nothing listens yet.
  }
}

async function askStatements(child: Child): Promise<number> {
  const answer = child.next(z.object({ statements: z.int() }));
  child.send({});
  return (await answer).statements;
}
