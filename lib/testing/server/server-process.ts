import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { testVariables } from "./test-env.ts";
import { until } from "./until.ts";

const SCRIPTS = {
  main: { path: fileURLToPath(new URL("../../server/main.ts", import.meta.url)), ready: /"url":"(http[^"]+)"/ },
  withoutPages: {
    path: fileURLToPath(new URL("run-without-pages.ts", import.meta.url)),
    ready: /"ready":"(http[^"]+)"/,
  },
  /** With the destination of fake-oauth-destination.ts. */
  withFakeOAuth: {
    path: fileURLToPath(new URL("../oauth/run-with-fake-oauth.ts", import.meta.url)),
    ready: /"ready":"(http[^"]+)"/,
  },
};
/** A first start makes a database, and the machine may be busy. */
const START_MS_MAX = 60_000;

export type ServerProcess = {
  pid: number;
  url: string;
  tenant: Tenant | undefined;
  send(signal: NodeJS.Signals): void;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  isRunning(): boolean;
  output(): string;
};

const running = new Set<ServerProcess>();

/** Starts the server as a process of its own and waits until it is ready. */
export async function spawnServer(
  script: keyof typeof SCRIPTS,
  variables: Record<string, string>,
  args: readonly string[] = [],
): Promise<ServerProcess> {
  const env = {
    NODE_ENV: "production" as const,
    PATH: process.env["PATH"],
    ...testVariables({ MESHES_LOG_LEVEL: "info", ...variables }),
  };
  const child = spawn(process.execPath, [SCRIPTS[script].path, ...args], {
    cwd: tmpdir(),
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let isRunning = true;
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once("exit", (code, signal) => {
      isRunning = false;
      resolve(signal ?? code ?? -1);
    }),
  );
  const { pid } = child;
  if (pid === undefined) throw new Error("The server process did not start");
  const send = (signal: NodeJS.Signals) => void child.kill(signal);
  const found: ServerProcess = {
    pid,
    url: "",
    tenant: undefined,
    send,
    ended,
    isRunning: () => isRunning,
    output: () => output,
  };
  running.add(found);
  const readUrl = () => {
    if (!isRunning) throw new Error(`The server process ended: ${output}`);
    return SCRIPTS[script].ready.exec(output)?.[1];
  };
  const url = await until("the server process to be ready", readUrl, START_MS_MAX);
  return Object.assign(found, { url, tenant: tenantIn(output) });
}

function tenantIn(output: string): Tenant | undefined {
  const line = output.split("\n").find((text) => text.startsWith('{"tenant"'));
  if (line === undefined) return undefined;
  const { tenant }: { tenant: Tenant } = JSON.parse(line);
  return tenant;
}

/** Ends every process that this test file has started. */
export async function killServers(): Promise<void> {
  await Promise.all(
    [...running].map((server) => {
      server.send("SIGKILL");
      return server.ended;
    }),
  );
  running.clear();
}
