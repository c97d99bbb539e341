import { spawnSync } from "node:child_process";
import { type BigIntStats, readdirSync, readlinkSync, statSync } from "node:fs";
import { basename } from "node:path";

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
