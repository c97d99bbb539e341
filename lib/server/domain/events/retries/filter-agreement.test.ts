import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DELIVERY_STATUSES } from "#lib/contracts/constants.ts";
import { EventsSearchPage } from "#lib/contracts/events.ts";
import type { RetryFilter } from "#lib/contracts/retries.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { ok } from "#lib/testing/api/answers.ts";
import type { ApiClient } from "#lib/testing/api/api-client.ts";
import { bulkRetries, type BulkRetries } from "#lib/testing/api/bulk-retries.ts";
import { emit, makeRule, makeWebhook } from "#lib/testing/api/factories.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import { withDefaults } from "./matching.ts";
import { pickBatch } from "./restart-batch.ts";

const EVENTS = 60;
const HOUR_MS = 3_600_000;

let server: TestServer;
let tenant: Tenant;
let api: ApiClient;
let bulk: BulkRetries;
let known: { connections: string[]; rules: string[]; problems: string[]; events: string[]; from: number };

/** Events with two or three deliveries each, in every mixture of statuses, spread over an hour. */
beforeAll(async () => {
  server = await startTestServer({ MESHES_ROLE: "web" });
  tenant = await server.tenant();
  api = server.as(tenant);
  bulk = bulkRetries(api, tenant.workspaceId);
  const connections = [await makeWebhook(api, tenant.workspaceId), await makeWebhook(api, tenant.workspaceId)];
  const rules: string[] = [];
  for (const [index, connection] of connections.entries()) {
    rules.push((await makeRule(api, connection, { event: "both" })).id);
    if (index === 0) rules.push((await makeRule(api, connection, { event: "both", resource: "shop" })).id);
  }
  const events: string[] = [];
  const from = Date.now() - HOUR_MS;
  for (let n = 0; n < EVENTS; n += 1) {
    const resource = n % 2 === 0 ? { resource: "shop", resource_id: String(n % 4) } : {};
    events.push((await emit(api, tenant.workspaceId, { event: "both", ...resource })).id);
  }
  await scatter(events);
  const problems = await putIntoProblems();
  known = { connections: connections.map(({ id }) => id), rules, problems, events, from };
});
afterAll(() => server.close());

/** Deliveries get the statuses in turn, each event another mixture, and events what their deliveries roll up to. */
async function scatter(events: readonly string[]): Promise<void> {
  const { pool } = server.database;
  await pool.query(
    `with placed as (
       select re.id, e.n, ($2::text[])[1 + (e.n * 7 + (row_number() over (partition by re.event_id order by re.id)) * (1 + e.n / 6))::int % 6] as status
       from rule_events re join unnest($1::uuid[]) with ordinality as e (id, n) on e.id = re.event_id
     )
     update rule_events re set status = p.status,
       due_at = case when p.status in ('completed', 'failed', 'canceled') then null else now() + interval '1 day' end,
       completed_at = case when p.status in ('completed', 'failed', 'canceled') then now() end
     from placed p where p.id = re.id`,
    [events, DELIVERY_STATUSES],
  );
  await pool.query(
    `update events e set status = case
         when bool_or then 'processing' when retrying then 'retrying' when pending then 'pending'
         when failed then 'failed' when canceled then 'canceled' else 'completed' end
     from (select event_id, bool_or(status = 'processing') as bool_or, bool_or(status = 'retrying') as retrying,
             bool_or(status = 'pending') as pending, bool_or(status = 'failed') as failed, bool_and(status = 'canceled') as canceled
           from rule_events group by 1) s where s.event_id = e.id`,
  );
}

/** Two problems for each rule, with every second delivery that can be in one. */
async function putIntoProblems(): Promise<string[]> {
  const { pool } = server.database;
  const { rows } = await pool.query<{ id: string }>(
    `insert into problems (id, workspace_id, connection_id, rule_id, cause, outcome_code, message, fingerprint)
     select meshes_uuidv7(), workspace_id, connection_id, id, 'data', 'invalid_request', 'No', id::text || n
     from rules, generate_series(0, 1) as n returning id`,
  );
  await pool.query(
    `update rule_events re set problem_id = p.id from problems p
     where p.rule_id = re.rule_id and re.status not in ('completed', 'canceled')
       and p.fingerprint = p.rule_id::text || abs(hashtext(re.id::text) % 3)`,
  );
  return rows.map(({ id }) => id);
}

/** Mostly absent, so that most filters have matches. */
const maybe = <T>(values: readonly T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...values) });

function anyFilter() {
  const moments = [0, 10_000, HOUR_MS, HOUR_MS * 2].map((ms) => new Date(known.from + ms).toISOString());
  return fc.record({
    id: maybe([known.events[3], known.events[4], randomUUID(), "nonsense"]),
    event: maybe(["both", "other", ""]),
    resource: maybe(["shop", "global", "%"]),
    resource_id: maybe(["0", "2", "9"]),
    status: maybe(DELIVERY_STATUSES),
    delivery_status: maybe(["failed", "canceled"] as const),
    connection: maybe([...known.connections, tenant.workspaceId, "x"]),
    rule: maybe([...known.rules, "y"]),
    problem_id: maybe([...known.problems, randomUUID(), "z"]),
    created_after: maybe(moments),
    created_before: maybe(moments),
  });
}

/** The deliveries that a bulk retry with this filter would start, in the order of its walk; nothing is changed. */
async function picked(filter: RetryFilter): Promise<string[]> {
  const [row] = (
    await server.database.pool.query<{ organization_id: string }>(
      "select organization_id from workspaces where id = $1",
      [tenant.workspaceId],
    )
  ).rows;
  const job = {
    id: randomUUID(),
    workspaceId: tenant.workspaceId,
    organizationId: row?.organization_id ?? "",
    resource: null,
    resourceId: null,
    filter,
    status: "running" as const,
    matching: 0,
    isExact: true,
    retried: 0,
    skipped: {},
    positionEventId: ZERO,
    positionId: ZERO,
    pacedUntil: new Date(),
    createdBy: "test",
    createdAt: new Date(Date.now() + 1_000),
    completedAt: null,
  };
  const { matched } = await server.app.db.transaction((tx) => pickBatch(tx, job, 1_000));
  return matched.map(({ event_id }) => event_id);
}
const ZERO = "00000000-0000-0000-0000-000000000000";

async function listed(filter: RetryFilter): Promise<string[]> {
  const search = new URLSearchParams({ limit: "200" });
  for (const [key, value] of Object.entries(filter)) if (typeof value === "string") search.set(key, value);
  const answer = await api.send("GET", `/workspaces/${tenant.workspaceId}/events?${search}`);
  return ok(answer, EventsSearchPage).records.map(({ id }) => id);
}

it("lists exactly the events whose deliveries a bulk retry with the same filter starts, for any filter", async () => {
  let matches = 0;
  await fc.assert(
    fc.asyncProperty(anyFilter(), async (filter) => {
      const preview = await bulk.preview(filter);
      expect(preview.filter).toEqual(withDefaults(JSON.parse(JSON.stringify(filter)) as RetryFilter));
      const deliveries = await picked(preview.filter);
      expect(preview.matching).toBe(deliveries.length);
      expect(new Set(await listed(preview.filter))).toEqual(new Set(deliveries));
      matches += deliveries.length;
    }),
    { numRuns: 150 },
  );
  expect(matches).toBeGreaterThan(EVENTS);
});
