import { findPostgresProcesses } from "./find-postgres-processes.ts";
import { readPidFile, removeStalePidFile } from "./pid-file.ts";
import { type ShutDownSignal, shutDown } from "./shut-down.ts";

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
