import type { BenchContext } from "./benchmark.ts";
import type { BenchDatabase, Databases } from "./databases.ts";
import { startServerProcess, type ServerProcess } from "./server-process.ts";
import { startSink, type Sink } from "./sink.ts";
import { createMatchingRule, createTenant, type BenchTenant } from "./tenant.ts";

export type BenchStack = {
  database: BenchDatabase;
  server: ServerProcess;
  tenant: BenchTenant;
  sink: Sink;
  /** Where events go, and with which credential. */
  target: { url: string; headers: Record<string, string> };
};

/** A server on a new database with one tenant, whose one rule sends every event to a local sink. */
export async function startStack(bench: BenchContext, databases: Databases, role: "all" | "web"): Promise<BenchStack> {
  const database = await databases.create();
  const server = await startServerProcess(bench, role, database.url);
  const tenant = await createTenant(database, server);
  const sink = await startSink(bench);
  await createMatchingRule(server, tenant, sink.url);
  const target = { url: `${server.url}/api/v1/events`, headers: { "x-meshes-publishable-key": tenant.publishableKey } };
  return { database, server, tenant, sink, target };
}
