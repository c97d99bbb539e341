import { findPostgresProcesses, sendIfAlive } from "#lib/server/db/embedded/processes.ts";

/** Kills every process of this cluster. */
export function killPostgres(clusterDir: string): void {
  for (const pid of findPostgresProcesses(clusterDir)) sendIfAlive(pid, "SIGKILL");
}
