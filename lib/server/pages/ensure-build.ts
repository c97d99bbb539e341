import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "../log.ts";

const ROOT = join(import.meta.dirname, "../../..");
const BUILD_ID = join(ROOT, ".next/BUILD_ID");
const FINGERPRINT = join(ROOT, ".next/meshes-fingerprint");
/** What the pages are made of. */
const SOURCES = [
  "app",
  "components",
  "docs",
  "lib/client",
  "lib/contracts",
  "lib/docs",
  "lib/embed",
  "lib/format",
  "public",
  "instrumentation-client.ts",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

/** Builds the pages when there is no build of the present sources, and says so. A packaged build without sources is used as it is. */
export async function ensureBuild(log: Log): Promise<void> {
  const fingerprint = fingerprintOf(SOURCES.map((path) => join(ROOT, path)));
  if (existsSync(BUILD_ID) && readIfExists(FINGERPRINT) === fingerprint) return;
  log.info("Building the pages first; this takes about a minute");
  const startedAt = performance.now();
  await runBuild();
  writeFileSync(FINGERPRINT, fingerprint);
  log.info({ duration_ms: Math.round(performance.now() - startedAt) }, "The pages are built");
}

function fingerprintOf(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) addTo(hash, path);
  return hash.digest("hex");
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    hash.update(path).update(readFileSync(path));
    return;
  }
  for (const name of readdirSync(path).toSorted()) addTo(hash, join(path, name));
}

function readIfExists(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function runBuild(): Promise<void> {
  const next = join(ROOT, "node_modules/next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, [next, "build"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`Building the pages failed:\n${output}`))));
  });
}
