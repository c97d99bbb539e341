import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { BINARY_ENV } from "./binaries.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { readPidFile, type ShutDownSignal, shutDown, waitUntil } from "./processes.ts";
import { type ServerSettings, dataDirArgument } from "./server-settings.ts";
import type { RunAs } from "./system-user.ts";

const LINES_MAX = 20;
const LINE_CHARS_MAX = 500;

/** Keeps the end of a log. The pipe may outlive the process, in the hands of its children, so the wait for the rest is bounded. */
export function keepLastLines(stream: Readable): { complete(withinMs: number): Promise<string[]> } {
  let tail = "";
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => (tail = (tail + text).slice(-LINES_MAX * LINE_CHARS_MAX)));
  const closed = new Promise<void>((resolve) => stream.once("close", resolve));
  return {
    async complete(withinMs) {
      await Promise.race([closed, delay(withinMs)]);
      return tail.trim().split("\n").slice(-LINES_MAX);
    },
  };
}

/** Generous, because a start after a crash first replays up to `max_wal_size` of WAL. */
const READY_MS_MAX = 300_000;
const LAST_LINES_MS_MAX = 250;

export type ServerSetup = {
  clusterDir: string;
  postgres: string;
  runAs: RunAs;
  settings: ServerSettings;
};
export type PostmasterEnd = { reason: string; lastLines: string[] };
export type Postmaster = {
  ended: Promise<PostmasterEnd>;
  send(signal: ShutDownSignal): void;
  stop(): Promise<void>;
};

/** Starts PostgreSQL and resolves when it accepts connections. */
export async function startPostmaster(setup: ServerSetup): Promise<Postmaster> {
  const launched = launch(setup);
  const isReady = () => {
    const found = readPidFile(setup.clusterDir);
    return found?.isReady === true && found.pid === launched.pid;
  };
  const isSettled = await waitUntil(() => !launched.isRunning() || isReady(), READY_MS_MAX);
  if (isSettled && launched.isRunning()) return launched;
  await launched.stop();
  const end = await launched.ended;
  throw new EmbeddedPostgresError(`PostgreSQL did not start (${end.reason}). ${end.lastLines.join("\n")}`);
}

function launch({ clusterDir, postgres, runAs, settings }: ServerSetup) {
  const args = [
    "-D",
    dataDirArgument(clusterDir),
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  // A process group of its own, so that Ctrl-C in a terminal reaches us first and the shutdown stays in order.
  const child = spawn(postgres, args, {
    ...runAs,
    cwd: clusterDir,
    env: BINARY_ENV,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const lastLines = keepLastLines(child.stderr);
  let isRunning = true;
  const ended = new Promise<PostmasterEnd>((resolve) => {
    const finish = (reason: string) => {
      isRunning = false;
      void lastLines.complete(LAST_LINES_MS_MAX).then((lines) => resolve({ reason, lastLines: lines }));
    };
    child.once("error", (error) => finish(error.message));
    child.once("exit", (code, signal) => finish(signal ?? `exit code ${String(code)}`));
  });
  const target = {
    isRunning: () => isRunning,
    send: (signal: ShutDownSignal) => void child.kill(signal),
  };
  return { ...target, pid: child.pid, ended, stop: () => shutDown(target) };
}
