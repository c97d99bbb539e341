import type { BenchContext } from "./benchmark.ts";
import { runClosedLoop, type ClosedLoop, type ClosedLoopResult } from "./closed-loop.ts";
import type { BenchDatabase, Databases } from "./databases.ts";
import { startCpuMeter, type CpuUse } from "./meter.ts";
import { startStack } from "./stack.ts";

export type IngestResult = ClosedLoopResult & {
  /** What arrived at the sink by the end of the load. */
  delivered: number;
  /** CPU seconds in the measured window. */
  cpu: CpuUse;
  /** Events in the database that no 201 stands for; below zero: 201s without an event. */
  difference: number;
};

export type IngestLoad = Omit<ClosedLoop, "url" | "headers">;

/** The load against a server of this role, and afterwards the comparison of answers and rows. */
export async function measureIngest(
  bench: BenchContext,
  databases: Databases,
  role: "all" | "web",
  load: IngestLoad,
): Promise<IngestResult> {
  const { database, server, sink, target } = await startStack(bench, databases, role);
  let readCpu = startCpuMeter(server, databases);
  const result = await runClosedLoop(bench, { ...target, ...load }, () => (readCpu = startCpuMeter(server, databases)));
  const cpu = readCpu();
  const delivered = await sink.count();
  const events = await countEvents(database);
  await server.stop();
  return { ...result, delivered, cpu, difference: events - result.accepted };
}

async function countEvents({ pool }: BenchDatabase): Promise<number> {
  const { rows } = await pool.query<{ n: number }>("select count(*)::int as n from events");
  return rows[0]?.n ?? 0;
}
