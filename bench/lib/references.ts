import { z } from "zod";
import type { BenchContext } from "./benchmark.ts";
import { startChild } from "./child.ts";
import { runClosedLoop, type ClosedLoopResult } from "./closed-loop.ts";
import type { Databases } from "./databases.ts";
import { startStack } from "./stack.ts";

const WARMUP_SECONDS = 2;
const SECONDS = 6;

/** The HTTP stack alone: the most that this generator, on this machine, gets out of it. */
export async function measureHttp(bench: BenchContext, connections: number): Promise<ClosedLoopResult> {
  const child = startChild(import.meta.resolve("../processes/no-work-server.ts"), {});
  bench.stopper.add("server without work", () => child.stop());
  const { url } = await child.next(z.object({ url: z.url() }));
  const headers = { "x-meshes-publishable-key": "none" };
  const result = await runClosedLoop(bench, { url, headers, connections, ...times(bench) });
  await child.stop();
  return result;
}

/** Events a second that the store's own statement takes when every batch is full. */
export async function measureInsert(bench: BenchContext, databases: Databases): Promise<number> {
  const { database, server, tenant } = await startStack(bench, databases, "web");
  await server.stop();
  const child = startChild(import.meta.resolve("../processes/bare-insert.ts"), {
    databaseUrl: database.url,
    workspaceId: tenant.workspaceId,
    ...times(bench),
  });
  bench.stopper.add("bare insert", () => child.stop());
  return (await child.next(z.object({ perSecond: z.number() }))).perSecond;
}

function times(bench: BenchContext) {
  return { warmupSeconds: WARMUP_SECONDS, seconds: Math.min(SECONDS, bench.seconds ?? SECONDS) };
}
