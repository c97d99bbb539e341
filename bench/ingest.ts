import { atLeast, atMost, type Benchmark } from "./lib/benchmark.ts";
import type { ClosedLoopResult } from "./lib/closed-loop.ts";
import { openDatabases } from "./lib/databases.ts";
import { describeMachine } from "./lib/machine.ts";
import { measureIngest, type IngestResult } from "./lib/measure-ingest.ts";
import { measureHttp, measureInsert } from "./lib/references.ts";
import type { Table } from "./lib/table.ts";

const PER_SECOND_MIN = 5_000;
const SHARE_MIN = 0.4;
const P99_MS_MAX = 30;
const CONNECTIONS = 50;
const WARMUP_SECONDS = 3;
const SECONDS = 15;

const NOTES = [
  `${CONNECTIONS} connections, keep-alive, one event a request, about 500 bytes, publishable key, one matching rule.`,
  "Every 201 stands for a committed event and its delivery, in a PostgreSQL that syncs to disk.",
  "Role web only accepts: its deliveries accumulate. Role all delivers to a local receiver meanwhile, and has no target.",
  "Generator, server, database and receiver share the machine. The generator is undici's dispatch, 16 us a request; " +
    "autocannon takes 13 but cuts off what is under way, so that it cannot say exactly what was accepted.",
];

/** How many single events a second are accepted, each answered after its commit. */
export const ingest: Benchmark = async (bench) => {
  const databases = await openDatabases(bench);
  const load = { connections: CONNECTIONS, warmupSeconds: WARMUP_SECONDS, seconds: bench.seconds ?? SECONDS };
  bench.note("reference: the HTTP stack without work");
  const http = await measureHttp(bench, CONNECTIONS);
  bench.note("reference: the bare statement");
  const insert = await measureInsert(bench, databases);
  bench.note("accepting only");
  const web = await measureIngest(bench, databases, "web", load);
  bench.note("accepting and delivering");
  const all = await measureIngest(bench, databases, "all", load);
  const share = web.perSecond / Math.min(http.perSecond, insert);
  // Each reference has the whole machine; a request needs both, one after the other, from the same processors.
  const ceiling = 1 / (1 / http.perSecond + 1 / insert);
  return {
    machine: describeMachine(databases.version),
    tables: [resultTable(web, all), referenceTable(http, insert, ceiling)],
    notes: NOTES,
    results: { web, all, share, share_of_both: web.perSecond / ceiling },
    reference: {
      http_per_second: http.perSecond,
      http_p99_ms: http.latency.p99,
      insert_per_second: insert,
      both_per_second: ceiling,
    },
    targets: [
      atLeast("accepted a second", web.perSecond, PER_SECOND_MIN),
      atLeast("share of the lower reference", share, SHARE_MIN),
      atMost("p99 ms", web.latency.p99, P99_MS_MAX),
      atMost("requests not answered 201", web.refused + web.failed + all.refused + all.failed, 0),
      atMost("201s and events that do not match", Math.abs(web.difference) + Math.abs(all.difference), 0),
    ],
  };
};

function resultTable(web: IngestResult, all: IngestResult): Table {
  const row = (name: string, of: (result: IngestResult) => number | string) => [name, of(web), of(all)];
  const perThousand = (seconds: number | undefined, { latency }: IngestResult) =>
    seconds === undefined ? "–" : (seconds * 1000) / latency.count;
  return {
    title: "Ingest: POST /api/v1/events",
    head: ["", "role web", "role all"],
    rows: [
      row("accepted a second", ({ perSecond }) => perSecond),
      row("p50 ms", ({ latency }) => latency.p50),
      row("p95 ms", ({ latency }) => latency.p95),
      row("p99 ms", ({ latency }) => latency.p99),
      row("max ms", ({ latency }) => latency.max),
      row("accepted, with the warm-up", ({ accepted }) => accepted),
      row("other answers, and none", ({ refused, failed }) => refused + failed),
      row("events in the database less 201s", ({ difference }) => difference),
      row("delivered by the end", ({ delivered }) => delivered),
      row("CPU s per 1,000: server", (result) => perThousand(result.cpu.server, result)),
      row("CPU s per 1,000: database", (result) => perThousand(result.cpu.database, result)),
      row("CPU s per 1,000: generator", (result) => perThousand(result.cpuSeconds, result)),
    ],
  };
}

function referenceTable(http: ClosedLoopResult, insert: number, ceiling: number): Table {
  return {
    title: "References",
    head: ["", "a second", "p99 ms"],
    rows: [
      ["the HTTP stack: the same routes and checks, 201 without storing", http.perSecond, http.latency.p99],
      ["the store's statement, batches of 250, 2 in flight", insert, "–"],
      ["both in turn on this machine, from the two", ceiling, "–"],
    ],
  };
}
