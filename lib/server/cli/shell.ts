import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import type pg from "pg";
import { readDatabaseClock } from "#lib/server/db/database-clock.ts";
import { isMigrated, migrate } from "#lib/server/db/migrate.ts";
import { readEnv, requireProductionKeys, type Env } from "#lib/server/runtime/env.ts";
import { hasLocalKeys, serverKeys, type ServerKeys } from "#lib/server/runtime/local-keys.ts";
import { createLog, type Log } from "#lib/server/runtime/log.ts";
import { createStopper } from "#lib/server/runtime/stopper.ts";
import { connect, type Connected } from "./connect.ts";
import { CommandError, UsageError } from "./describe-error.ts";

/** How commands write for people: aligned tables and lists of facts. */
export type Cell = string | number | null | undefined;

const GAP = "  ";

export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [headings, ...rows.map((row) => row.map(toText))];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  return lines.map((line) => align(line, widths)).join("\n");
}

/** One line for each fact; what there is none of is left out. */
export function facts(items: readonly (readonly [label: string, value: Cell])[]): string {
  const known = items.filter(([, value]) => value !== undefined && value !== null);
  const width = Math.max(...known.map(([label]) => label.length));
  return known.map(([label, value]) => align([label, toText(value)], [width])).join("\n");
}

/** "2026-11-23 09:05:12Z": sortable, and the same everywhere. */
export function when(time: string | null | undefined): string | undefined {
  return time === null || time === undefined ? undefined : `${time.slice(0, 19).replace("T", " ")}Z`;
}

function align(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join(GAP)
    .trimEnd();
}

/** Names come from customers: no character of theirs may steer the terminal. */
function toText(cell: Cell): string {
  return String(cell ?? "-").replaceAll(/\p{Cc}/gu, "\u{fffd}");
}

/** Asks before something is lost. Without a terminal `--yes` must have been given. */
export async function confirm(command: Command, question: string, signal: AbortSignal): Promise<void> {
  if (command.opts<{ yes?: true }>().yes === true) return;
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new UsageError("There is nobody to ask here: add --yes to go ahead");
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

/** An interrupted command does not wait for a query that may take long, such as one that waits for a lock. */
export function cutWhenAborted(pools: readonly pg.Pool[], signal: AbortSignal): { disarm(): void } {
  const busy = new Set<pg.PoolClient & { end?: () => Promise<void> }>();
  for (const pool of new Set(pools)) {
    pool.on("acquire", (client) => busy.add(client));
    pool.on("release", (_error, client) => busy.delete(client));
  }
  const cut = () => busy.forEach((client) => void client.end?.());
  signal.addEventListener("abort", cut, { once: true });
  return { disarm: () => signal.removeEventListener("abort", cut) };
}

const PROGRESS_MS = 2_000;

/** Says where a long command stands: only now and then, so that a log of it stays short, and not when it is soon over. */
export function createProgress(say: (line: string) => void) {
  let saidAt = performance.now();
  return (line: string): void => {
    if (performance.now() - saidAt < PROGRESS_MS) return;
    saidAt = performance.now();
    say(line);
  };
}

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
    const env = readEnv(process.env, "command");
    requireDatabase(env, options.mayCreate === true);
    const log = createLog("error", process.stderr);
    const stopper = createStopper(log);
    try {
      const cli = { ...(await connect(env, log, stopper)), env, log, signal, keys: () => resolveKeys(env) };
      signal.throwIfAborted();
      const cut = cutWhenAborted([cli.pool, cli.direct], signal);
      await readDatabaseClock(cli.pool);
      if (options.version !== "as it is") await requireNewest(cli);
      if (options.isInterruptible === true) cut.disarm();
      print(command, await work(cli));
    } finally {
      await stopper.stop();
    }
  }

  const say = (line: string) => void process.stderr.write(`${line}\n`);

  return {
    run,
    confirm: (command: Command, question: string) => confirm(command, question, signal),
    say,
    progress: createProgress(say),
    /** The answer is printed all the same, and the exit code says that not all is well. */
    fail: () => void (process.exitCode ??= 1),
  };
}

function print(command: Command, answer: Answer): void {
  const isJson = command.opts<{ json?: true }>().json === true;
  process.stdout.write(`${isJson ? JSON.stringify(answer.json, null, 2) : answer.text}\n`);
}

/** Production makes a database on the local disk only when that is meant, not because a variable is missing. */
function requireDatabase({ databaseUrl, dataDir, embeddedDatabase }: Env, mayCreate: boolean): void {
  if (databaseUrl !== undefined || existsSync(join(dataDir, "postgres"))) return;
  if (mayCreate && embeddedDatabase) return;
  const hint = mayCreate ? "set MESHES_EMBEDDED_DATABASE=true to make one there" : "start a server";
  throw new CommandError(
    "NotFound",
    `There is no database in ${dataDir}: set DATABASE_URL or MESHES_DATA_DIR, or ${hint}`,
  );
}

/** As a server does at its start; a database that a running server uses is left to that server. */
async function requireNewest(cli: Connected & { log: Log }): Promise<void> {
  if (cli.kind !== "running") {
    await migrate(cli.direct, cli.log);
  } else if (!(await isMigrated(cli.pool))) {
    throw new CommandError("Conflict", "The server that is running is older than this command: restart it first");
  }
}

/** Data of the demo or of development is sealed with the keys beside it, whatever mode this command runs in. */
function resolveKeys(env: Env): ServerKeys {
  const isLocal = env.databaseUrl === undefined && hasLocalKeys(env.dataDir);
  if (!isLocal) requireProductionKeys(env);
  return serverKeys(env);
}
