import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { CreatedSession } from "#lib/contracts/sessions.ts";
import { WorkspaceCreated } from "#lib/contracts/workspaces.ts";
import { apiClient } from "#lib/testing/api-client.ts";
import { freePort } from "#lib/testing/free-port.ts";
import { until } from "#lib/testing/until.ts";

const ROOT = join(import.meta.dirname, "..");
/** Neither root nor who made the files. PostgreSQL needs one that the system knows by name. */
const OTHER_USER = { uid: 65_534, gid: 65_534 };
const READY_MS = 60_000;
const PACKAGES_MAX = 100;

const OrganizationMade = z.object({
  organization: z.object({ id: z.string() }),
  key: z.object({ access_key: z.string(), secret_key: z.string() }),
});

const IS_ROOT = process.getuid?.() === 0;

/**
 * `npm run test:production`, after `npm run build`: puts together what an operator installs (the tracked files, the
 * build, `npm ci --omit=dev`), takes every write bit away, and runs it with `npm start` as another user.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "meshes-production-"));
  chmodSync(folder, 0o755);
  try {
    const project = join(folder, "project");
    const home = join(folder, "home");
    install(project);
    mkdirSync(home);
    if (IS_ROOT) chownSync(home, OTHER_USER.uid, OTHER_USER.gid);
    await expectNoBuildToBeSaid(project, home);
    await tryServer(project, home);
  } finally {
    run("chmod", ["-R", "u+w", folder], folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

function install(project: string): void {
  const { stdout } = run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT);
  for (const path of stdout.split("\0").filter((name) => name !== "" && existsSync(join(ROOT, name)))) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    cpSync(join(ROOT, path), join(project, path));
  }
  cpSync(join(ROOT, ".next"), join(project, ".next"), { recursive: true, filter: (path) => !path.endsWith("/cache") });
  run("npm", ["ci", "--omit=dev", "--prefer-offline"], project);
  const packages = new Set(run("npm", ["ls", "--omit=dev", "--all", "--parseable"], project).stdout.trim().split("\n"));
  say(`${packages.size - 1} packages without development dependencies`);
  expect(packages.size - 1 <= PACKAGES_MAX, `more than ${PACKAGES_MAX} production packages`);
  run("chmod", ["-R", "a-w,a+rX", project], ROOT);
}

/** A start without a build must not try to make one. */
async function expectNoBuildToBeSaid(project: string, home: string): Promise<void> {
  run("mv", [join(project, ".next"), join(home, "next")], ROOT);
  const child = start(project, home, await freePort());
  const code = await child.ended;
  run("mv", [join(home, "next"), join(project, ".next")], ROOT);
  expect(code === 1 && child.output().includes("Run `npm run build` once"), `without a build: ${child.output()}`);
  say("Without a build the start says what to do");
}

async function tryServer(project: string, home: string): Promise<void> {
  const port = await freePort();
  const server = start(project, home, port);
  const url = `http://127.0.0.1:${port}`;
  try {
    await until(
      "the server to be ready",
      async () => {
        expect(server.process.exitCode === null, `the server ended: ${server.output()}`);
        return (await statusOf(`${url}/api/ready`)) === 200;
      },
      READY_MS,
    );
    await useServer(project, home, port, url);
    expect(!/error|EROFS|EACCES/i.test(server.output()), `it complained: ${server.output()}`);
  } finally {
    server.process.kill("SIGTERM");
    await server.ended;
  }
  say("A read-only installation serves another user: API, launch, pages, documents");
}

async function useServer(project: string, home: string, port: number, url: string): Promise<void> {
  const made = npm(project, home, port, [
    "run",
    "--silent",
    "meshes",
    "--",
    "organization",
    "create",
    "Acme",
    "--key",
    "--json",
  ]);
  const { organization, key } = OrganizationMade.parse(JSON.parse(made));
  const tenant = {
    organizationId: organization.id,
    accessKey: key.access_key,
    secretKey: key.secret_key,
    workspaceId: "",
  };
  const client = apiClient(url, { kind: "machine", tenant });
  const { workspace } = WorkspaceCreated.parse(
    (await client.send("POST", "/workspaces", { name: "Linden Street" })).body,
  );
  const sessionBody = { workspace_id: workspace.id, role: "admin", allowed_origins: ["https://app.example.com"] };
  const session = CreatedSession.parse((await client.send("POST", "/sessions", sessionBody)).body);
  const launched = await fetch(session.launch_url.replace(/^https?:\/\/[^/]+/, url));
  const html = await launched.text();
  expect(launched.status === 200 && html.includes("</html>"), `the launch was ${launched.status}`);
  const script = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0];
  expect(script !== undefined && (await statusOf(url + script)) === 200, "a script of the page is not served");
  for (const path of ["/docs/quickstart", "/docs/api", "/llms.txt", "/api/v1/openapi.json"]) {
    expect((await statusOf(url + path)) === 200, `${path} is not served`);
  }
}

type Started = { process: ChildProcess; ended: Promise<number | null>; output(): string };

/** npm passes a signal on to the shell, which the script has replaced with the server. */
function start(project: string, home: string, port: number): Started {
  const child = spawn("npm", ["start"], { cwd: project, env: environment(home, port), ...user() });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "close").then(() => child.exitCode);
  return { process: child, ended, output: () => output };
}

function npm(project: string, home: string, port: number, args: string[]): string {
  return run("npm", args, project, { env: environment(home, port), ...user() }).stdout;
}

const keys = {
  MESHES_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  MESHES_SIGNING_KEYS: `s1:${randomBytes(32).toString("base64")}`,
};

/** The system's own programs: what the installation runs with must come with it. */
function environment(home: string, port: number): NodeJS.ProcessEnv {
  const path = (process.env["PATH"] ?? "").split(":").filter((part) => !part.includes("node_modules"));
  return {
    NODE_ENV: "production",
    PATH: path.join(":"),
    HOME: home,
    ...keys,
    PORT: String(port),
    MESHES_HOST: "127.0.0.1",
    MESHES_PUBLIC_URL: `http://127.0.0.1:${port}`,
    MESHES_EMBEDDED_DATABASE: "true",
    MESHES_DATA_DIR: join(home, "data"),
  };
}

const user = () => (IS_ROOT ? OTHER_USER : {});

async function statusOf(url: string): Promise<number> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0; // Nothing listens yet.
  }
}

function run(command: string, args: string[], cwd: string, options: { env?: NodeJS.ProcessEnv } = {}) {
  const result = spawnSync(command, args, { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024, ...options });
  if (result.status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${result.stderr}${result.stdout}`);
  return result;
}

function expect(holds: boolean, problem: string): asserts holds {
  if (!holds) throw new Error(`Production: ${problem}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
