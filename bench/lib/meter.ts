import type { Databases } from "./databases.ts";
import type { ServerProcess } from "./server-process.ts";
import { readCpuSeconds } from "./usage.ts";

export type CpuUse = { server: number; database: number | undefined };

/** CPU seconds from now on of our server and of an embedded PostgreSQL. */
export function startCpuMeter(server: Pick<ServerProcess, "pid">, { postmasterPid }: Databases): () => CpuUse {
  const read = (): CpuUse => ({
    server: readCpuSeconds(server.pid),
    database: postmasterPid === undefined ? undefined : readCpuSeconds(postmasterPid),
  });
  const before = read();
  return () => {
    const after = read();
    return { server: after.server - before.server, database: difference(after.database, before.database) };
  };
}

function difference(after: number | undefined, before: number | undefined): number | undefined {
  return after === undefined || before === undefined ? undefined : after - before;
}
