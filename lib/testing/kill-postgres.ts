import { findPostgresProcesses } from "#lib/server/db/embedded/find-postgres-processes.ts";
import { sendIfAlive } from "#lib/server/db/embedded/stop-leftovers.ts";

/** Kills every process of this cluster. */
export function killPostgres(clusterDir: string): void {
  for (const pid of findPostgresProcesses(clusterDir)) sendIfAlive(pid, "SIGKILL");
}
