import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

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
