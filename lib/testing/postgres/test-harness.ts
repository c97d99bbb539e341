import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { vi } from "vitest";
import { stopLeftovers, waitUntil } from "../../server/db/embedded/processes.ts";
import { removeSocketDir } from "../../server/db/embedded/socket-dir.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../server/db/embedded/start-embedded-postgres.ts";

type LogLine = { level: "info" | "warn"; fields: object; message: string };
type Started = EmbeddedPostgres & { lines: LogLine[]; ready: object | undefined };

/** A first start takes under a second, and many of them on a busy machine much longer. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const tempDirs: string[] = [];
const servers: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

export const IS_ROOT = process.getuid?.() === 0;

export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), "embedded-test-"));
  tempDirs.push(dir);
  return dir;
}

export async function start(dataDir: string): Promise<Started> {
  const lines: LogLine[] = [];
  const keep = (level: LogLine["level"]) => (fields: object, message: string) =>
    void lines.push({ level, fields, message });
  const server = await startEmbeddedPostgres({
    dataDir,
    log: { info: keep("info"), warn: keep("warn") },
  });
  servers.push(server);
  return {
    ...server,
    lines,
    ready: lines.find((line) => line.message === "Embedded PostgreSQL is ready")?.fields,
  };
}

export async function query(server: EmbeddedPostgres, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(server.connection);
  // A server that dies ends the query first, which tells, and the connection after it, which only emits.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

export type TestServer = {
  child: ChildProcess;
  acknowledged: () => number;
  isReady: () => boolean;
  errors: () => string;
  ended: Promise<number | null>;
};

/** Starts test-server.ts as another process. */
export function spawnServer(dataDir: string, mode: "idle" | "insert" | "throw"): TestServer {
  const script = fileURLToPath(new URL("test-server.ts", import.meta.url));
  const child = spawn(process.execPath, [script, dataDir, mode], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let out = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  return {
    child,
    isReady: () => out.includes('"ready"'),
    acknowledged: () => Number(out.match(/\d+(?=\}\n(?!.*\}\n))/s)?.[0] ?? 0),
    errors: () => errors,
    ended: new Promise((resolve) => child.once("close", resolve)),
  };
}

export async function until(condition: () => boolean): Promise<void> {
  if (!(await waitUntil(condition, 20_000))) throw new Error("The awaited condition did not come true.");
}

/** Stops every process that a test has started and removes its folders, also after a failure. */
export async function cleanUp(): Promise<void> {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  for (const dir of tempDirs.splice(0)) {
    for (const dataDir of [dir, join(dir, "data")]) {
      if (existsSync(join(dataDir, "postgres"))) await stopLeftovers(join(dataDir, "postgres"));
      removeSocketDir(dataDir);
    }
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}
