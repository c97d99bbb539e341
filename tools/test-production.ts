import { execFile, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { CreatedSession } from "#lib/contracts/sessions.ts";
import { WorkspaceCreated } from "#lib/contracts/workspaces.ts";
import { startEmbeddedPostgres } from "#lib/server/db/embedded/start-embedded-postgres.ts";
import { apiClient } from "#lib/testing/api/api-client.ts";
import { freePort } from "#lib/testing/server/free-port.ts";
import { startTcpProxy } from "#lib/testing/server/tcp-proxy.ts";
import { until } from "#lib/testing/server/until.ts";
import { playDockerfile, type Image } from "./image/play-dockerfile.ts";

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

/** A finished installation, and how its programs are called there. */
type Installation = {
  project: string;
  home: string;
  environment: NodeJS.ProcessEnv;
  start: readonly string[];
  commandLine: readonly string[];
};

/**
 * `npm run test:production`: carries out the Dockerfile, takes every write bit away from what it makes, and runs the
 * server as another user. The same for an installation without containers, which is the build's own folder after
 * `npm prune --omit=dev`.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "meshes-production-"));
  chmodSync(folder, 0o755);
  try {
    const stages = playDockerfile({
      context: ROOT,
      files: projectFiles(),
      folder: join(folder, "stages"),
      environment: { ...process.env, PATH: pathWithNode(folder), npm_config_prefer_offline: "true" },
    });
    say("The steps of the Dockerfile made an image");
    await tryImage(folder, expectImage(stages, [...stages.keys()].at(-1)));
    await tryInstallation(folder, expectImage(stages, "build"));
  } finally {
    run("chmod", ["-R", "u+w", folder], folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

function expectImage(stages: ReadonlyMap<string, Image>, name = ""): Image {
  const image = stages.get(name);
  expect(image !== undefined, `the Dockerfile has no stage ${name}`);
  return image;
}

function projectFiles(): string[] {
  const { stdout } = run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT);
  return stdout.split("\0").filter((name) => name !== "" && existsSync(join(ROOT, name)));
}

/** The programs of the base image: the Node that runs this, and what the system has. */
function pathWithNode(folder: string): string {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, "node"));
  return `${bin}:${systemPath()}`;
}

/** Without the programs of this project: what an installation runs with must come with it. */
function systemPath(): string {
  return (process.env["PATH"] ?? "")
    .split(":")
    .filter((part) => !part.includes("node_modules"))
    .join(":");
}

async function tryImage(folder: string, image: Image): Promise<void> {
  const home = makeHome(folder, "image");
  const database = await startEmbeddedPostgres({
    dataDir: join(folder, "database"),
    log: { info: () => undefined, warn: () => undefined },
    hasFsync: false,
  });
  const { host, port, user, database: name } = database.connection;
  // Only this process may enter the socket's folder.
  const way = await startTcpProxy({ path: `${host}/.s.PGSQL.${port}` });
  const installation: Installation = {
    project: join(image.root, image.workdir),
    home,
    environment: {
      // The types want one; that of the image counts.
      NODE_ENV: "development",
      PATH: `${join(folder, "bin")}:${systemPath()}`,
      ...image.env,
      DATABASE_URL: `postgres://${user}@127.0.0.1:${way.port}/${name}`,
    },
    start: image.command,
    commandLine: ["node", "lib/server/cli/main.ts"],
  };
  try {
    makeReadOnly(image.root);
    expect(image.user !== "root", "the image runs as root");
    const code = await tryServer(installation, async (environment) => {
      expect(await isHealthy(installation, image, environment), "its own HEALTHCHECK says that it is not healthy");
      const elsewhere = { ...environment, PORT: "9" };
      expect(
        !(await isHealthy(installation, image, elsewhere)),
        "HEALTHCHECK says that a server is healthy that is not there",
      );
    });
    expect(code === 0, `SIGTERM ended it with ${code}`);
  } finally {
    await way.close();
    await database.stop();
  }
  say("The image serves another user from read-only files: API, launch, pages, documents, HEALTHCHECK");
}

async function isHealthy(
  installation: Installation,
  { healthcheck: [command = "", ...args] }: Image,
  environment: NodeJS.ProcessEnv,
): Promise<boolean> {
  return runBeside(command, args, installation, environment).then(
    () => true,
    () => false,
  );
}

async function tryInstallation(folder: string, { root, workdir }: Image): Promise<void> {
  const project = join(root, workdir);
  run("npm", ["prune", "--omit=dev"], project);
  const packages = new Set(run("npm", ["ls", "--omit=dev", "--all", "--parseable"], project).stdout.trim().split("\n"));
  say(`${packages.size - 1} packages without development dependencies`);
  expect(packages.size - 1 <= PACKAGES_MAX, `more than ${PACKAGES_MAX} production packages`);
  makeReadOnly(project);
  const home = makeHome(folder, "installation");
  const installation: Installation = {
    project,
    home,
    environment: {
      NODE_ENV: "production",
      PATH: systemPath(),
      MESHES_EMBEDDED_DATABASE: "true",
      MESHES_DATA_DIR: join(home, "data"),
    },
    start: ["npm", "start"],
    commandLine: ["npm", "run", "--silent", "meshes", "--"],
  };
  await expectNoBuildToBeSaid(installation);
  await tryServer(installation);
  say("A read-only installation serves another user: API, launch, pages, documents");
}

function makeReadOnly(folder: string): void {
  run("chmod", ["-R", "a-w,a+rX", folder], ROOT);
}

function makeHome(folder: string, name: string): string {
  const home = join(folder, `home-${name}`);
  mkdirSync(home);
  if (IS_ROOT) chownSync(home, OTHER_USER.uid, OTHER_USER.gid);
  return home;
}

/** A start without a build must not try to make one. */
async function expectNoBuildToBeSaid(installation: Installation): Promise<void> {
  const { project, home } = installation;
  run("mv", [join(project, ".next"), join(home, "next")], ROOT);
  const child = start(installation, environmentOf(installation, await freePort()));
  const code = await child.ended;
  run("mv", [join(home, "next"), join(project, ".next")], ROOT);
  expect(code === 1 && child.output().includes("Run `npm run build` once"), `without a build: ${child.output()}`);
  say("Without a build the start says what to do");
}

async function tryServer(
  installation: Installation,
  more: (environment: NodeJS.ProcessEnv) => Promise<void> = () => Promise.resolve(),
): Promise<number | null> {
  const port = await freePort();
  const environment = environmentOf(installation, port);
  const server = start(installation, environment);
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
    await useServer(installation, environment, url);
    await more(environment);
    expect(!/error|EROFS|EACCES/i.test(server.output()), `it complained: ${server.output()}`);
  } finally {
    server.process.kill("SIGTERM");
    await server.ended;
  }
  return server.ended;
}

async function useServer(installation: Installation, environment: NodeJS.ProcessEnv, url: string): Promise<void> {
  const [command = "", ...args] = installation.commandLine;
  const create = [...args, "organization", "create", "Acme", "--key", "--json"];
  const made = await runBeside(command, create, installation, environment);
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
  for (const [path, type] of [
    ["/favicon.ico", "image/svg+xml"],
    ["/favicon.svg", "image/svg+xml"],
    ["/robots.txt", "text/plain"],
  ] as const) {
    const { status, headers } = await fetch(url + path);
    expect(status === 200 && headers.get("content-type")?.startsWith(type) === true, `${path} is not served`);
  }
}

type Started = { process: ChildProcess; ended: Promise<number | null>; output(): string };

/** npm passes a signal on to the shell, which the script has replaced with the server. */
function start({ project, start: [command = "", ...args] }: Installation, environment: NodeJS.ProcessEnv): Started {
  const child = spawn(command, args, { cwd: project, env: environment, ...user() });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "close").then(() => child.exitCode);
  return { process: child, ended, output: () => output };
}

const keys = {
  MESHES_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  MESHES_SIGNING_KEYS: `s1:${randomBytes(32).toString("base64")}`,
};

function environmentOf({ environment, home }: Installation, port: number): NodeJS.ProcessEnv {
  return {
    ...environment,
    HOME: home,
    ...keys,
    PORT: String(port),
    MESHES_HOST: "127.0.0.1",
    MESHES_PUBLIC_URL: `http://127.0.0.1:${port}`,
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

function run(command: string, args: string[], cwd: string) {
  const result = spawnSync(command, args, { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (result.status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${result.stderr}${result.stdout}`);
  return result;
}

/** Not `run`, which would keep this process from passing on what the server says to its database. */
async function runBeside(
  command: string,
  args: string[],
  { project }: Installation,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const options = { cwd: project, env: environment, ...user() };
  return (await promisify(execFile)(command, args, { ...options, encoding: "utf8" })).stdout;
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
