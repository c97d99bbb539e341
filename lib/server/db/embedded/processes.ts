import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, type BigIntStats, readdirSync, readlinkSync, statSync } from "node:fs";
import { join, basename } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

const POLL_MS = 10;

/** True as soon as the condition holds, false when it still does not after `withinMs`. */
export async function waitUntil(condition: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    if (condition()) return true;
    await delay(POLL_MS);
  }
  return condition();
}

export type PidFile = { pid: number; isReady: boolean };

const PID_LINE = 0;
const STATUS_LINE = 7;

/** What PostgreSQL writes about itself to postmaster.pid; a pid in it may by now be another program's. */
export function readPidFile(clusterDir: string): PidFile | undefined {
  try {
    const lines = readFileSync(pidFilePath(clusterDir), "utf8").split("\n");
    return { pid: Number(lines[PID_LINE]), isReady: lines[STATUS_LINE]?.trim() === "ready" };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Only for a holder of the folder lock who knows that no PostgreSQL is left: a reused pid in it would make PostgreSQL refuse. */
export function removeStalePidFile(clusterDir: string): void {
  rmSync(pidFilePath(clusterDir), { force: true });
}

function pidFilePath(clusterDir: string): string {
  return join(clusterDir, "postmaster.pid");
}

/** The kernel appends " (deleted)" to the name of a program that an update has replaced. */
const PROGRAM = /^(postgres|initdb)( |$)/;

/** The pids of every PostgreSQL process, or initdb, that works in this folder, whatever its pid file says. */
export function findPostgresProcesses(clusterDir: string): number[] {
  const folder = statSync(clusterDir, { bigint: true, throwIfNoEntry: false });
  if (!folder) return [];
  return process.platform === "linux" ? findInProc(folder) : findWithPs(clusterDir);
}

function findInProc(folder: BigIntStats): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => isPostgresIn(pid, folder));
}

/** All of PostgreSQL's processes have the cluster as their working directory, compared by inode as it may have been renamed. */
function isPostgresIn(pid: number, folder: BigIntStats): boolean {
  try {
    if (!PROGRAM.test(basename(readlinkSync(`/proc/${pid}/exe`)))) return false;
    const cwd = statSync(`/proc/${pid}/cwd`, { bigint: true });
    return cwd.ino === folder.ino && cwd.dev === folder.dev;
  } catch {
    return false; // It has just ended, or belongs to another user and so cannot be ours.
  }
}

function findWithPs(clusterDir: string): number[] {
  const { stdout } = spawnSync("ps", ["-axww", "-o", "pid=,command="], { encoding: "utf8" });
  const ours = stdout.split("\n").filter((line) => line.includes(`/postgres -D ${clusterDir} `));
  return ours.map((line) => Number.parseInt(line, 10));
}

/** Stops what an earlier, killed server left running in the cluster and returns its pids. Needs the folder lock. */
export async function stopLeftovers(clusterDir: string): Promise<number[]> {
  const found = findPostgresProcesses(clusterDir);
  await shutDown({
    isRunning: () => findPostgresProcesses(clusterDir).length > 0,
    send: (signal) => sendToLeftovers(clusterDir, signal),
  });
  removeStalePidFile(clusterDir);
  return found;
}

function sendToLeftovers(clusterDir: string, signal: ShutDownSignal): void {
  const pids = findPostgresProcesses(clusterDir);
  const postmaster = pids.find((pid) => pid === readPidFile(clusterDir)?.pid);
  if (postmaster && signal !== "SIGKILL") return sendIfAlive(postmaster, signal);
  // Without their postmaster the others cannot shut down in order, and SIGINT would only cancel a query.
  for (const pid of pids) sendIfAlive(pid, signal === "SIGINT" ? "SIGQUIT" : signal);
}

/** A process may end between being found and being told: a backend whose client is gone does. */
export function sendIfAlive(pid: number, signal: ShutDownSignal): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

export type ShutDownSignal = "SIGINT" | "SIGQUIT" | "SIGKILL";
export type ShutDownTarget = { isRunning(): boolean; send(signal: ShutDownSignal): void };

/** Fast shutdown (checkpoint, nothing to recover), immediate shutdown (recovery at the next start), last resort. */
const STEPS = [
  ["SIGINT", 10_000],
  ["SIGQUIT", 5_000],
  ["SIGKILL", 5_000],
] as const;

export async function shutDown(target: ShutDownTarget): Promise<void> {
  for (const [signal, waitMs] of STEPS) {
    if (!target.isRunning()) return;
    target.send(signal);
    if (await waitUntil(() => !target.isRunning(), waitMs)) return;
  }
  throw new EmbeddedPostgresError("PostgreSQL does not stop, not even when killed.");
}
