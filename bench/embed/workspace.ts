import { startHost } from "../../e2e/host/start-host.ts";
import { createBackend } from "../../e2e/support/backend.ts";
import type { BenchContext } from "../lib/benchmark.ts";
import type { Databases } from "../lib/databases.ts";
import { startServerProcess } from "../lib/server-process.ts";
import { createTenant } from "../lib/tenant.ts";

export type Workspace = { serverUrl: string; hostUrl: string };

const EVENTS = 60;

/** The server, the demo's host page on another site, and a workspace with a connection, rules and delivered events. */
export async function startWorkspace(bench: BenchContext, databases: Databases): Promise<Workspace> {
  const database = await databases.create();
  const server = await startServerProcess(bench, "all", database.url);
  const tenant = await createTenant(database, server);
  const host = await startHost({ ...tenant, port: 0, apiUrl: server.url });
  bench.stopper.add("host page", () => host.close());
  const backend = createBackend({ tenant, apiUrl: server.url, hostUrl: host.url });
  await backend.demo();
  await backend.emitMany(EVENTS);
  await backend.reached(await backend.emit(), "completed");
  return { serverUrl: server.url, hostUrl: host.url };
}
