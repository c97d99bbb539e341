import type { BenchContext } from "./benchmark.ts";
import type { Databases } from "./databases.ts";
import { followJourneys, type Journeys } from "./journeys.ts";
import { startCpuMeter, type CpuUse } from "./meter.ts";
import { runOpenLoop, type OpenLoop } from "./open-loop.ts";
import { sampleMemory } from "./sample-memory.ts";
import { startSink } from "./sink.ts";
import { startStack } from "./stack.ts";
import { startSqlMeter, type SqlUse } from "./statements.ts";

export type E2eLoad = Pick<OpenLoop, "rate" | "warmup" | "events">;

export type E2eResult = Journeys & {
  failures: number;
  memoryMb: { first: number; max: number; last: number };
  /** CPU seconds and SQL of the measured events, until the last of them was delivered. */
  cpu: CpuUse;
  sql: SqlUse;
};

/** The whole way through the product: generator, API, database, worker, receiver. */
export async function measureE2e(bench: BenchContext, databases: Databases, load: E2eLoad): Promise<E2eResult> {
  const { database, server, sink, target } = await startStack(bench, databases, "all");
  const readMemory = sampleMemory(bench, server.pid);
  let readCpu = startCpuMeter(server, databases);
  let readSql = await startSqlMeter(server, database);
  const sent = await runOpenLoop(bench, { ...target, ...load }, async () => {
    readCpu = startCpuMeter(server, databases);
    readSql = await startSqlMeter(server, database);
  });
  await sink.settled(sent.due.length);
  const cpu = readCpu();
  const sql = await readSql();
  const memoryMb = readMemory();
  const journeys = followJourneys(sent, await sink.arrivals(), load.warmup);
  await server.stop();
  return { ...journeys, failures: sent.failures, memoryMb, cpu, sql };
}

/** The same generator straight to the sink: what generator, network and receiver alone take. */
export async function measureFloor(bench: BenchContext, load: E2eLoad): Promise<Journeys> {
  const sink = await startSink(bench);
  const sent = await runOpenLoop(bench, { url: sink.url, headers: {}, ...load });
  await sink.settled(sent.due.length);
  return followJourneys(sent, await sink.arrivals(), load.warmup);
}
