import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import type pg from "pg";
import { hasLocalKeys, serverKeys, type ServerKeys } from "../auth/local-keys.ts";
import { isMigrated, migrate } from "../db/migrate.ts";
import { readEnv, requireProductionKeys, type Env } from "../env.ts";
import { createLog, type Log } from "../log.ts";
import { createStopper } from "../stopper.ts";
import { connect, type Connected } from "./connect.ts";
import { CommandError, UsageError } from "./describe-error.ts";

const PROGRESS_MS = 2_000;

/** What a command works with. */
export type Cli = Connected & {
  env: Env;
  log: Log;
  /** The keys of the server; throws when they are not configured. */
  keys(): ServerKeys;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
};

/** The same outcome for a machine and for a person. */
export type Answer = { json: object; text: string };

export type RunOptions = {
  /** `as it is` for commands that must not change the database's version. */
  version?: "newest" | "as it is";
  /** Makes the embedded database when there is none yet. Everything else would only work on an empty one. */
  mayCreate?: boolean;
  /** It watches the signal, stops by itself soon, and says how far it got. */
  isInterruptible?: boolean;
};

export type Shell = ReturnType<typeof createShell>;

/** Runs commands: connects, prints the answer, and leaves nothing running. */
export function createShell(signal: AbortSignal) {
  async function run(command: Command, work: (cli: Cli) => Promise<Answer>, options: RunOptions = {}): Promise<void> {
    const env = readEnv(process.env, "optional");
    if (options.mayCreate !== true) requireDatabase(env);
    const log = createLog("error", process.stderr);
    const stopper = createStopper(log);
    try {
      const cli = { ...(await connect(env, log, stopper)), env, log, signal, keys: () => keysOf(env) };
      signal.throwIfAborted();
      const cut = cutWhenAborted(cli.pool, signal);
      if (options.version !== "as it is") await requireNewest(cli);
      if (options.isInterruptible === true) cut.disarm();
      print(command, await work(cli));
    } finally {
      await stopper.stop();
    }
  }

  /** Asks before something is lost. Without a terminal `--yes` must have been given. */
  async function confirm(command: Command, question: string): Promise<void> {
    if (command.opts<{ yes?: true }>().yes === true) return;
    if (!process.stdin.isTTY || !process.stderr.isTTY)
      throw new UsageError("Nobody can be asked here: add --yes to go ahead");
    // A terminal in its own mode, so that Ctrl-C is the signal that everything else listens to.
    const terminal = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
    try {
      // Without an answer, by Ctrl-D, it is a no.
      const nothing = once(terminal, "close").then(() => "");
      const answer = await Promise.race([terminal.question(`${question} [y/N] `, { signal }), nothing]);
      if (!/^y(es)?$/i.test(answer.trim())) throw new CommandError("Canceled", "Nothing was changed");
    } finally {
      terminal.close();
    }
  }

  const say = (line: string) => void process.stderr.write(`${line}\n`);

  return {
    run,
    confirm,
    say,
    progress: createProgress(say),
    /** The answer is printed all the same, and the exit code says that not all is well. */
    fail: () => void (process.exitCode ??= 1),
  };
}

/** Says where a long command stands: soon, and then only now and then, so that a log of it stays short. */
function createProgress(say: (line: string) => void) {
  let saidAt = performance.now();
  return (line: string): void => {
    if (performance.now() - saidAt < PROGRESS_MS) return;
    saidAt = performance.now();
    say(line);
  };
}

function print(command: Command, answer: Answer): void {
  const isJson = command.opts<{ json?: true }>().json === true;
  process.stdout.write(`${isJson ? JSON.stringify(answer.json, null, 2) : answer.text}\n`);
}

function requireDatabase({ databaseUrl, dataDir }: Env): void {
  if (databaseUrl !== undefined || existsSync(join(dataDir, "postgres"))) return;
  throw new CommandError(
    "NotFound",
    `There is no database in ${dataDir}: set DATABASE_URL or MESHES_DATA_DIR, or start a server`,
  );
}

/** As a server does at its start; a database that a running server uses is left to that server. */
async function requireNewest(cli: Connected & { log: Log }): Promise<void> {
  if (cli.kind !== "running") {
    await migrate(cli.pool, cli.log);
  } else if (!(await isMigrated(cli.pool))) {
    throw new CommandError("Conflict", "The server that is running is older than this command: restart it first");
  }
}

/** Data of the demo or of development is sealed with the keys beside it, whatever mode this command runs in. */
function keysOf(env: Env): ServerKeys {
  const isLocal = env.databaseUrl === undefined && hasLocalKeys(env.dataDir);
  if (!isLocal) requireProductionKeys(env);
  return serverKeys(env);
}

/** An interrupted command does not wait for a query that may take long, such as one that waits for a lock. */
function cutWhenAborted(pool: pg.Pool, signal: AbortSignal): { disarm(): void } {
  const busy = new Set<pg.PoolClient & { end?: () => Promise<void> }>();
  pool.on("acquire", (client) => busy.add(client));
  pool.on("release", (_error, client) => busy.delete(client));
  const cut = () => busy.forEach((client) => void client.end?.());
  signal.addEventListener("abort", cut, { once: true });
  return { disarm: () => signal.removeEventListener("abort", cut) };
}
