import { findPostgresProcesses } from "#lib/server/db/embedded/find-postgres-processes.ts";

/** Kills every process of this cluster. One may end by itself between being found and being killed: a backend does whose client is gone. */
export function killPostgres(clusterDir: string): void {
  for (const pid of findPostgresProcesses(clusterDir)) killIfAlive(pid);
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
