import { Pool } from "undici";
import { RetryCreated } from "#lib/contracts/retries.ts";
import { CreatedSession } from "#lib/contracts/sessions.ts";
import { apiClient, machineToken } from "#lib/testing/api/api-client.ts";
import { until } from "#lib/testing/server/until.ts";
import { vacuum, writeHistory } from "./api/history.ts";
import { listReads, type Read } from "./api/reads.ts";
import { steadyReads, type Load } from "./api/steady-reads.ts";
import { atMost, type Benchmark, type BenchContext, type Target } from "./lib/benchmark.ts";
import { openDatabases, type BenchDatabase, type Databases } from "./lib/databases.ts";
import { describeMachine } from "./lib/machine.ts";
import { startServerProcess } from "./lib/server-process.ts";
import type { Summary } from "./lib/summary.ts";
import type { Table } from "./lib/table.ts";
import { createTenant } from "./lib/tenant.ts";

const RATE = 50;
const SECONDS = 10;
const WARMUP = 50;
const P99_MS_MAX = 20;
const DEEP_RATIO_MAX = 1.25;
const FOLDED_MS = 300_000;
const SIZES = { events: 100_000, rules: 1_000, connections: 20 };

const NOTES = [
  `Open loop: ${RATE} requests a second, evenly spaced, one read after the other, ${SECONDS} s each after ${WARMUP} requests of ` +
    "warm-up. Every time counts from the moment a request was due.",
  `The workspace holds ${SIZES.events.toLocaleString("en-US")} events of a week with a rule event and an attempt each, ` +
    `${SIZES.rules.toLocaleString("en-US")} rules and ${SIZES.connections} connections; another workspace holds as many again.`,
  "Every GET of the table of routes is measured, but streams, which do not end. A search in payloads has no target: an answer looks " +
    "through at most 10,000 events or for one second, and says how far it came.",
];

type Measured = Read & { summary: Summary };

/** Every read of the API over a long history. */
export const api: Benchmark = async (bench) => {
  const databases = await openDatabases(bench);
  const { server, reads, headersOf } = await prepare(bench, databases);
  const pool = new Pool(server.url, { connections: 8, pipelining: 1 });
  bench.stopper.add("generator", () => pool.close());
  const load: Load = { rate: RATE, warmup: WARMUP, requests: (bench.seconds ?? SECONDS) * RATE };
  bench.note("reference: an answer without work");
  const floor = await steadyReads(pool, "/api/health", {}, load);
  const measured: Measured[] = [];
  for (const read of reads) {
    bench.note(read.name);
    const headers = await headersOf(read);
    measured.push({ ...read, summary: await steadyReads(pool, `/api/v1${read.path}`, headers, load) });
  }
  return {
    machine: describeMachine(databases.version),
    tables: [buildTable(measured, floor)],
    notes: NOTES,
    results: Object.fromEntries(measured.map(({ name, summary }) => [name, summary])),
    reference: { health: floor },
    targets: [
      ...measured
        .filter(({ isBounded }) => !isBounded)
        .map(({ name, summary }) => atMost(`${name}, p99 ms`, summary.p99, P99_MS_MAX)),
      ...deepPages(measured),
    ],
  };
};

async function prepare(bench: BenchContext, databases: Databases) {
  const database = await databases.create();
  const server = await startServerProcess(bench, "all", database.url);
  const tenant = await createTenant(database, server);
  const neighbour = await createTenant(database, server);
  bench.note("writing the history");
  await writeHistory(database, neighbour.workspaceId, SIZES);
  const history = await writeHistory(database, tenant.workspaceId, SIZES);
  bench.note("waiting until the roll-ups are written");
  await until("the roll-ups", () => isFolded(database), FOLDED_MS);
  await vacuum(database);
  const client = apiClient(server.url, { kind: "machine", tenant });
  const minted = await client.send("POST", "/sessions", {
    workspace_id: tenant.workspaceId,
    allowed_origins: ["http://127.0.0.1:4000"],
  });
  const session = CreatedSession.parse(minted.body);
  const retry = await client.send("POST", `/workspaces/${tenant.workspaceId}/retries`, {
    filter: { event: "no.such_event" },
  });
  const ids = {
    oauth_attempt_id: await writeAuthorization(database, tenant.workspaceId),
    retry_id: RetryCreated.parse(retry.body).retry.id,
    problem_id: await writeProblem(database, history.failed.rule),
    connection_ids: history.connectionIds.join(","),
    yesterday: new Date(Date.now() - 86_400_000).toISOString(),
    workspace_id: tenant.workspaceId,
    connection_id: history.connectionIds[0] ?? "",
    rule_id: history.failed.rule,
    event_id: history.failed.event,
    attempt_id: history.failed.attempt,
    session_id: session.session_id,
  };
  const headersOf = async ({ credential }: Read) => ({
    authorization: `Bearer ${credential === "session" ? session.access_token : await machineToken(tenant)}`,
  });
  return { server, reads: listReads({ history, ids }), headersOf };
}

/** Somebody connects an account: written as it is stored, because a server without OAuth clients begins none. */
async function writeAuthorization({ pool }: BenchDatabase, workspaceId: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into oauth_attempts (id, workspace_id, is_reconnect, type, status, ticket_hash, created_by, expires_at)
     values (meshes_uuidv7(), $1, false, 'slack', 'waiting', 'bench', 'bench', now() + interval '1 hour') returning id`,
    [workspaceId],
  );
  return rows[0]?.id ?? "";
}

/** What has failed of one rule: written as it is stored, because the history was written without attempts being made. */
async function writeProblem({ pool }: BenchDatabase, ruleId: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `with p as (
       insert into problems (id, workspace_id, connection_id, rule_id, cause, outcome_code, message, fingerprint)
       select meshes_uuidv7(), workspace_id, connection_id, id, 'data', 'invalid_request', 'bench', id::text
       from rules where id = $1 returning id, rule_id
     ), d as (
       update rule_events re set problem_id = p.id from p where re.rule_id = p.rule_id and re.status = 'failed'
     )
     select id from p`,
    [ruleId],
  );
  return rows[0]?.id ?? "";
}

/** The end of a list against its beginning. Medians, because a single late answer is the machine's. */
function deepPages(measured: readonly Measured[]): Target[] {
  return measured
    .filter(({ name }) => name.endsWith(" last page"))
    .map(({ name, summary }) => {
      const first = measured.find((other) => other.name === name.replace(" last page", " first page"));
      return atMost(`${name}, p50 against the first page`, summary.p50 / (first?.summary.p50 ?? 0), DEEP_RATIO_MAX);
    });
}

/** Workers fold what has changed into the roll-ups that metrics read. */
async function isFolded({ pool }: BenchDatabase): Promise<boolean> {
  const { rows } = await pool.query("select from stat_changes limit 1");
  return rows.length === 0;
}

function buildTable(measured: readonly Measured[], floor: Summary): Table {
  const row = (name: string, { count, p50, p95, p99, max }: Summary) => [name, count, p50, p95, p99, max];
  return {
    title: `Reads at ${RATE} a second, ms`,
    head: ["", "requests", "p50", "p95", "p99", "max"],
    rows: [...measured.map(({ name, summary }) => row(name, summary)), row("reference: /api/health", floor)],
  };
}
