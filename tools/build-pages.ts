import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
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
  "lib/i18n",
  "public",
  "instrumentation-client.ts",
  "next.config.js",
  "package-lock.json",
  "postcss.config.mjs",
  "tools/texts",
  "tsconfig.json",
];

/** Builds the pages and notes what they were made of. `quiet` keeps what the build prints for its failure. */
export async function buildPages(output: "loud" | "quiet"): Promise<void> {
  const fingerprint = computeFingerprint(SOURCES);
  await runBuild(output);
  writeFileSync(FINGERPRINT, fingerprint);
}

/** For the demo and the browser tests: builds the pages unless a build of the present sources is there. */
export async function ensureBuild(): Promise<void> {
  if (existsSync(BUILD_ID) && readIfExists(FINGERPRINT) === computeFingerprint(SOURCES)) return;
  process.stdout.write("Building the pages first; this takes about a minute.\n");
  await buildPages("quiet");
}

/** Paths are relative to the project, so that a folder that was moved or copied keeps its build. */
function computeFingerprint(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) addTo(hash, path);
  return hash.digest("hex");
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  const absolute = join(ROOT, path);
  if (!existsSync(absolute)) return;
  if (!statSync(absolute).isDirectory()) {
    hash.update(path).update(readFileSync(absolute));
    return;
  }
  for (const name of readdirSync(absolute).toSorted()) addTo(hash, `${path}/${name}`);
}

function readIfExists(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

async function runBuild(output: "loud" | "quiet"): Promise<void> {
  const next = join(ROOT, "node_modules/next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const pipe = output === "loud" ? "inherit" : "pipe";
  const child = spawn(process.execPath, [next, "build"], { cwd: ROOT, env, stdio: ["ignore", pipe, pipe] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  }
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`Building the pages failed.\n${printed}`);
}
