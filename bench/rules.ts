import { atMost, type Benchmark, type BenchContext } from "./lib/benchmark.ts";
import { runClosedLoop } from "./lib/closed-loop.ts";
import { openDatabases, type BenchDatabase } from "./lib/databases.ts";
import { EVENT_NAME } from "./lib/event-body.ts";
import { describeMachine } from "./lib/machine.ts";
import { startStack, type BenchStack } from "./lib/stack.ts";
import { createMatchingRule, createTenant } from "./lib/tenant.ts";

const RATIO_MAX = 1.25;
const RULES = 50_000;
const CONNECTIONS = 100;
const WARMUP_SECONDS = 1;
const SECONDS = 4;
const ROUNDS = 5;

const NOTES = [
  `${CONNECTIONS} connections, one event a request, role web. Both workspaces are on one server and one database, each with one ` +
    `rule that matches; one of them has ${RULES.toLocaleString("en-US")} more of the same event name for other resources.`,
  `${ROUNDS} rounds of ${SECONDS} s each, in turn; the medians are compared.`,
];

/** What accepting an event costs beside many rules of the same event name for other resources. */
export const rules: Benchmark = async (bench) => {
  const databases = await openDatabases(bench);
  const stack = await startStack(bench, databases, "web");
  const crowded = await createTenant(stack.database, stack.server);
  await createMatchingRule(stack.server, crowded, stack.sink.url);
  bench.note("writing the rules");
  await writeRules(stack.database, crowded.workspaceId);
  const few: number[] = [];
  const many: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    bench.note(`round ${round} of ${ROUNDS}`);
    few.push(await measure(bench, stack, stack.tenant.publishableKey));
    many.push(await measure(bench, stack, crowded.publishableKey));
  }
  const [p50Few, p50Many] = [median(few), median(many)];
  const ratio = p50Many / p50Few;
  return {
    machine: describeMachine(databases.version),
    tables: [
      {
        title: "POST /api/v1/events by the rules of the event name",
        head: ["rules", "p50 ms"],
        rows: [
          ["1", p50Few],
          [(RULES + 1).toLocaleString("en-US"), p50Many],
        ],
      },
    ],
    notes: NOTES,
    results: { few, many, ratio },
    reference: { p50_ms: p50Few },
    targets: [atMost(`p50 with ${RULES.toLocaleString("en-US")} other rules against one`, ratio, RATIO_MAX)],
  };
};

async function measure(bench: BenchContext, { target }: BenchStack, publishableKey: string): Promise<number> {
  const { latency } = await runClosedLoop(bench, {
    url: target.url,
    headers: { "x-meshes-publishable-key": publishableKey },
    connections: CONNECTIONS,
    warmupSeconds: WARMUP_SECONDS,
    seconds: bench.seconds ?? SECONDS,
  });
  return latency.p50;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function writeRules({ pool }: BenchDatabase, workspaceId: string): Promise<void> {
  await pool.query(
    `insert into rules (id, workspace_id, connection_id, type, event, resource, resource_id, metadata, created_by)
     select meshes_uuidv7(), c.workspace_id, c.id, c.type, $2, 'account', 'account-' || n, '{"action": "send_webhook"}', 'Bench'
     from connections c cross join generate_series(1, $3::int) as n where c.workspace_id = $1`,
    [workspaceId, EVENT_NAME, RULES],
  );
  await pool.query("vacuum analyze rules");
}
