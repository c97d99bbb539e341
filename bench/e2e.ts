import { atMost, type Benchmark } from "./lib/benchmark.ts";
import { openDatabases } from "./lib/databases.ts";
import type { Journeys } from "./lib/journeys.ts";
import { describeMachine } from "./lib/machine.ts";
import { measureE2e, measureFloor, type E2eResult } from "./lib/measure-e2e.ts";
import type { Summary } from "./lib/summary.ts";
import type { Table } from "./lib/table.ts";

const RATE = 1_000;
const SECONDS = 30;
const WARMUP_SECONDS = 3;
const FLOOR_SECONDS = 10;
const P50_MS_MAX = 30;
const P99_MS_MAX = 200;
const MEMORY_MB_MAX = 400;

const NOTES = [
  `Open loop: ${RATE} requests a second, evenly spaced, sent whether or not earlier ones were answered. Every time counts ` +
    "from the moment a request was due, so a server or generator that falls behind shows in it.",
  `One matching rule, publishable key, about 500 bytes. ${WARMUP_SECONDS} s of warm-up are not timed; their losses and memory count.`,
  "The server is `npm start` in role all, with its pages, on a PostgreSQL that syncs to disk.",
  "Statements are counted in the server at every query it sends, begin and commit included. Commits are PostgreSQL's count " +
    "and include its own housekeeping.",
];

/** From the customer's request to the receiver, under a steady load. */
export const e2e: Benchmark = async (bench) => {
  const databases = await openDatabases(bench);
  const seconds = bench.seconds ?? SECONDS;
  const load = { rate: RATE, warmup: WARMUP_SECONDS * RATE, events: seconds * RATE };
  bench.note("reference: straight to the receiver");
  const floor = await measureFloor(bench, { ...load, events: Math.min(seconds, FLOOR_SECONDS) * RATE });
  bench.note("through the product");
  const result = await measureE2e(bench, databases, load);
  const { dueToReceiver, lost, failures, memoryMb } = result;
  return {
    machine: describeMachine(databases.version),
    tables: [latencyTable(result, floor), costTable(result)],
    notes: NOTES,
    results: { ...result, events: load.events, per_event: costsPerEvent(result) },
    reference: { dueToReceiver: floor.dueToReceiver, lost: floor.lost },
    targets: [
      atMost("request due to receiver, p50 ms", dueToReceiver.p50, P50_MS_MAX),
      atMost("request due to receiver, p99 ms", dueToReceiver.p99, P99_MS_MAX),
      atMost("lost", lost + failures, 0),
      atMost("server's resident memory, highest, MB", memoryMb.max, MEMORY_MB_MAX),
    ],
  };
};

function latencyTable(result: E2eResult, floor: Journeys): Table {
  const row = (name: string, { count, p50, p95, p99, max }: Summary) => [name, count, p50, p95, p99, max];
  return {
    title: `End to end at ${RATE.toLocaleString("en-US")} events a second, ms`,
    head: ["", "events", "p50", "p95", "p99", "max"],
    rows: [
      row("request due to accepted", result.dueToAccepted),
      row("accepted to receiver", result.acceptedToReceiver),
      row("request due to receiver", result.dueToReceiver),
      row("reference: due to receiver, without the product", floor.dueToReceiver),
    ],
  };
}

function costTable(result: E2eResult): Table {
  const { lost, failures, duplicates, memoryMb } = result;
  const { statements, commits, serverCpuMs, databaseCpuMs } = costsPerEvent(result);
  return {
    title: "Losses and costs",
    head: ["", ""],
    rows: [
      ["accepted and not received", lost],
      ["not accepted", failures],
      ["received twice", duplicates],
      ["server's resident memory MB, at the start", memoryMb.first],
      ["server's resident memory MB, highest", memoryMb.max],
      ["server's resident memory MB, at the end", memoryMb.last],
      ["CPU s per 1,000 events: server", serverCpuMs],
      ["CPU s per 1,000 events: database", databaseCpuMs ?? "–"],
      ["SQL statements per event", statements],
      ["commits per event", commits],
    ],
  };
}

/** Milliseconds per event are seconds per thousand. */
function costsPerEvent({ cpu, sql, dueToAccepted: { count } }: E2eResult) {
  return {
    serverCpuMs: (cpu.server * 1000) / count,
    databaseCpuMs: cpu.database === undefined ? undefined : (cpu.database * 1000) / count,
    statements: sql.statements / count,
    commits: sql.commits / count,
  };
}
