import fc from "fast-check";
import { describe, expect } from "vitest";
import { DELIVERY_STATUSES } from "#lib/contracts/constants.ts";
import { EventsPage } from "#lib/contracts/events.ts";
import { ConnectionActivities, MetricsLosses, WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import { METRICS_DAYS_MAX, TIME_RANGE_NAMES, type TimeRange } from "#lib/contracts/time-range.ts";
import { uuidv7, uuidv7At } from "#lib/server/runtime/ids.ts";
import { badRequest, ok } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiClient } from "#lib/testing/api/api-client.ts";
import { emit, makeRule, makeWebhook, mintSession } from "#lib/testing/api/factories.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { foldStats, pruneStats } from "./fold-stats.ts";

const PAIR = { resource: "account", resource_id: "42" };
const DAY_MS = 86_400_000;

// Without a worker: histories are written as they are, and folded when a test says so.
const it = base.override("variables", { MESHES_ROLE: "web" });

type Workspace = Awaited<ReturnType<typeof makeHistory>>;

async function makeHistory(server: TestServer) {
  const tenant = await server.tenant();
  const api = server.as(tenant);
  const { access_token } = await mintSession(api, tenant, { session_type: "resource", ...PAIR });
  const pairApi = apiClient(server.url, { kind: "bearer", token: access_token });
  const [connections, events]: [string[], string[]] = [[], []];
  for (let n = 0; n < 3; n += 1) connections.push((await makeWebhook(api, tenant.workspaceId)).id);
  return { pool: server.database.pool, tenant, api, pairApi, connections, events };
}

const query = async <T extends object>({ pool }: Workspace, text: string, values: unknown[]): Promise<T[]> =>
  (await pool.query<T>(text, values)).rows;

type Received = { agoMs: number; deliveries: number[]; isOfResource: boolean; status: string };

async function receive(history: Workspace, { agoMs, deliveries, isOfResource, status }: Received): Promise<void> {
  const at = new Date(Date.now() - agoMs);
  const id = uuidv7At(at.getTime()).slice(0, 15) + uuidv7().slice(15);
  history.events.push(id);
  await query(
    history,
    `insert into events (id, workspace_id, event, resource, resource_id, status, total_rules, payload, created_by, created_at)
     values ($1, $2, 'e', $3, $4, $5, $6, '{}', 'test', $7)`,
    [
      id,
      history.tenant.workspaceId,
      isOfResource ? "account" : "global",
      isOfResource ? "42" : null,
      deliveries.length === 0 ? "completed" : status,
      deliveries.length,
      at,
    ],
  );
  await query(
    history,
    `insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at, created_at)
     select meshes_uuidv7(), $1, $2, c, gen_random_uuid(), 'webhook', 'pending', now(), $4 from unnest($3::uuid[]) c`,
    [id, history.tenant.workspaceId, deliveries.map((index) => history.connections[index]), at],
  );
}

type Change = { index: number; status: string; latencyMs: number; end: "commit" | "rollback" };

/** What deliveries, cancellations and retries do: a new status for an event and its deliveries, or nothing at all. */
async function change(history: Workspace, { index, status, latencyMs, end }: Change): Promise<void> {
  const id = history.events[index % Math.max(1, history.events.length)];
  const isOver = ["completed", "failed", "canceled"].includes(status);
  const client = await history.pool.connect();
  await client.query("begin");
  await client.query(
    `update rule_events set status = $2, due_at = case when $3 then null else now() end,
       completed_at = case when $3 then created_at + $4 * interval '1 ms' end where event_id = $1 and status <> 'completed'`,
    [id, status, isOver, latencyMs],
  );
  await client.query("update events set status = $2 where id = $1 and total_rules > 0", [id, status]);
  await client.query(end);
  client.release();
}

const fold = async ({ pool }: Workspace) => {
  while ((await foldStats(pool)) === "more");
};
const read = async (api: ApiClient, history: Workspace, range: TimeRange) =>
  ok(await api.send("GET", `/workspaces/${history.tenant.workspaceId}/metrics?range=${range}`), WorkspaceMetrics);

type Event = { status: string; at: Date; rules: number };

function countEvents(events: readonly Event[], first: number, end: number): Record<string, number> {
  const found = events.filter(({ at }) => at.getTime() >= first && at.getTime() < end);
  const of = (status: string) => found.filter((event) => event.status === status).length;
  const unmatched = found.filter(({ rules }) => rules === 0).length;
  return {
    events: found.length,
    unmatched,
    ...Object.fromEntries(DELIVERY_STATUSES.map((status) => [status, of(status)])),
  };
}

/** The same figures, counted from every row. */
async function expectExact(history: Workspace, metrics: WorkspaceMetrics, isOfResource: boolean): Promise<void> {
  const [from, to] = [Date.parse(metrics.from), Date.parse(metrics.to)];
  // What ends now ends at no whole minute, but once in 60,000 times.
  const isOver = metrics.range === undefined && to % 60_000 === 0;
  const lengths = { "1h": DAY_MS / 24, "24h": DAY_MS, "7d": 7 * DAY_MS, "30d": 30 * DAY_MS };
  const before = Date.parse(metrics.previous_from ?? "");
  if (metrics.range !== undefined) expect(before).toBe(from - lengths[metrics.range]);
  const events = await query<Event>(
    history,
    "select status, created_at as at, total_rules as rules from events where workspace_id = $1 and (not $2 or resource_id = '42')",
    [history.tenant.workspaceId, isOfResource],
  );
  const count = (first: number, end: number) => countEvents(events, first, end);
  expect(metrics.totals).toEqual(count(from, to));
  expect(metrics.previous).toEqual(Number.isNaN(before) ? undefined : count(before, from));
  const widthMs = metrics.bucket_seconds * 1000;
  const end = isOver ? to : Infinity;
  for (const { start, ...counts } of metrics.buckets) {
    const at = Date.parse(start);
    expect(at % widthMs).toBe(0);
    expect(counts).toEqual(count(Math.max(from, at), Math.min(at + widthMs, end)));
  }
  expect(Date.parse(metrics.buckets[0]?.start ?? "")).toBe(Math.floor(from / widthMs) * widthMs);
  const last = Math.min(to, end - 1);
  expect(Date.parse(metrics.buckets.at(-1)?.start ?? "")).toBe(Math.floor(last / widthMs) * widthMs);
  await expectDeliveries(history, metrics, { from, to: isOver ? to : Date.now() + DAY_MS, isOfResource });
}

type Delivery = { connection: string; status: string; ms: number | null };

async function expectDeliveries(
  history: Workspace,
  metrics: WorkspaceMetrics,
  { from, to, isOfResource }: { from: number; to: number; isOfResource: boolean },
): Promise<void> {
  const rows = await query<Delivery>(
    history,
    `select re.connection_id as connection, re.status, (extract(epoch from re.completed_at - re.created_at) * 1000)::float8 as ms
     from rule_events re join events e on e.id = re.event_id
     where e.workspace_id = $1 and e.created_at >= $2 and (not $3 or e.resource_id = '42') and e.created_at < $4`,
    [history.tenant.workspaceId, new Date(from), isOfResource, new Date(to)],
  );
  const byConnection = Map.groupBy(rows, ({ connection }) => connection);
  expect(metrics.connections.map(({ connection }) => connection).toSorted()).toEqual(
    [...byConnection.keys()].toSorted(),
  );
  for (const found of metrics.connections)
    expectSame(found, byConnection.get(found.connection) ?? [], found.deliveries);
  expectSame(metrics, rows);
}

type Figures = Pick<WorkspaceMetrics, "error_rate" | "delivery_latency"> & {
  delivered?: number;
  failed?: number;
  retrying?: number;
};

function expectSame(figures: Figures, rows: readonly Delivery[], deliveries = rows.length): void {
  const of = (status: string) => rows.filter((row) => row.status === status).length;
  expect(deliveries).toBe(rows.length);
  if (figures.delivered !== undefined)
    expect(figures).toMatchObject({ delivered: of("completed"), failed: of("failed"), retrying: of("retrying") });
  const ended = of("completed") + of("failed");
  expect(figures.error_rate).toBe(ended === 0 ? null : of("failed") / ended);
  const sorted = rows
    .filter(({ status }) => status === "completed")
    .map(({ ms }) => ms ?? 0)
    .toSorted((a, b) => a - b);
  for (const [share, found] of [
    [0.5, figures.delivery_latency.p50_ms],
    [0.95, figures.delivery_latency.p95_ms],
  ] as const) {
    const exact = sorted[Math.ceil(sorted.length * share) - 1];
    if (exact === undefined) expect(found).toBeNull();
    // 9.1 %, and the rounding to whole milliseconds.
    else expect(Math.abs((found ?? 0) - Math.max(1, exact))).toBeLessThanOrEqual(Math.max(1, exact) * 0.091 + 0.5);
  }
}

const anyStatus = fc.constantFrom(...DELIVERY_STATUSES);
const anyStep = fc.oneof(
  fc.record({
    do: fc.constant("receive" as const),
    agoMs: fc.oneof(fc.nat(2 * 3_600_000), fc.nat(3 * DAY_MS), fc.nat(61 * DAY_MS)),
    deliveries: fc.uniqueArray(fc.nat(2)),
    isOfResource: fc.boolean(),
    status: fc.constantFrom("pending", "completed"),
  }),
  fc.record({
    do: fc.constant("change" as const),
    index: fc.nat(50),
    status: anyStatus,
    latencyMs: fc.oneof(fc.nat(20), fc.nat(5_000), fc.nat(100_000_000)),
    end: fc.constantFrom("commit" as const, "commit" as const, "rollback" as const),
  }),
  fc.record({ do: fc.constantFrom("fold" as const, "prune" as const) }),
);

/** The hours of each connection, counted from every row, and its newest events. */
async function expectActivity(history: Workspace, api: ApiClient, isOfResource: boolean): Promise<void> {
  const { workspaceId } = history.tenant;
  const search = `connection_ids=${[...history.connections, uuidv7(), "x"].join(",")}`;
  const activity = ok(
    await api.send("GET", `/workspaces/${workspaceId}/metrics/connections?${search}`),
    ConnectionActivities,
  );
  const from = Date.parse(activity.from);
  expect(from % 3_600_000).toBe(0);
  expect(activity.records.map(({ connection }) => connection).toSorted()).toEqual(history.connections.toSorted());
  const rows = await query<{ connection: string; status: string; at: Date; completed_at: Date | null }>(
    history,
    `select re.connection_id as connection, re.status, re.created_at as at, re.completed_at
     from rule_events re join events e on e.id = re.event_id
     where e.workspace_id = $1 and (not $2 or e.resource_id = '42') order by re.event_id desc`,
    [workspaceId, isOfResource],
  );
  for (const { connection, delivered, underway, failed, last_delivered_at: last, ...ends } of activity.records) {
    const own = rows.filter((row) => row.connection === connection);
    const inHour = (hour: number, statuses: readonly string[]) =>
      own.filter(
        ({ at, status }) => statuses.includes(status) && Math.floor((at.getTime() - from) / 3_600_000) === hour,
      ).length;
    for (let hour = 0; hour < 24; hour += 1) {
      expect(delivered[hour]).toBe(inHour(hour, ["completed"]));
      expect(underway[hour]).toBe(inHour(hour, ["pending", "processing", "retrying"]));
      expect(failed[hour]).toBe(inHour(hour, ["failed"]));
    }
    expect(last).toBe(own.find(({ status }) => status === "completed")?.completed_at?.toISOString());
    const newest = own.find(({ status }) => status === "failed" || status === "retrying");
    expect(ends.last_failed_at).toBe(newest?.completed_at?.toISOString());
  }
}

/** How long ago each began, and how long it was. */
const anyPeriods = fc.array(
  fc.tuple(
    fc.oneof(fc.integer({ min: 1, max: 3 * DAY_MS }), fc.integer({ min: 1, max: METRICS_DAYS_MAX * DAY_MS - 60_000 })),
    fc.oneof(fc.integer({ min: 1, max: DAY_MS }), fc.integer({ min: 1, max: 70 * DAY_MS })),
  ),
  { minLength: 2, maxLength: 3 },
);

function toPeriod(agoMs: number, lengthMs: number): { created_after: string; created_before: string } {
  const from = Date.now() - agoMs;
  return { created_after: new Date(from).toISOString(), created_before: new Date(from + lengthMs).toISOString() };
}

async function readPeriod(api: ApiClient, history: Workspace, period: Record<string, string>) {
  const path = `/workspaces/${history.tenant.workspaceId}/metrics?${new URLSearchParams(period)}`;
  const metrics = ok(await api.send("GET", path), WorkspaceMetrics);
  expect(metrics.range).toBeUndefined();
  // As asked for, moved out by less than an hour.
  const { created_after: after = "", created_before: before = "" } = period;
  expect(Date.parse(after) - Date.parse(metrics.from)).toBeLessThan(3_600_000);
  expect(metrics.from <= after).toBe(true);
  expect(Date.parse(metrics.to) - Date.parse(before)).toBeLessThan(3_600_000);
  // An unfinished minute or hour is compared with a whole one.
  const lengthMs = Date.parse(metrics.to) - Date.parse(metrics.from);
  const lengthBeforeMs = Date.parse(metrics.from) - Date.parse(metrics.previous_from ?? metrics.from);
  if (metrics.previous === undefined) {
    expect(Date.parse(metrics.from) - lengthMs).toBeLessThan(Date.now() - (METRICS_DAYS_MAX - 0.1) * DAY_MS);
  } else {
    expect(lengthBeforeMs - lengthMs).toBeGreaterThanOrEqual(0);
    expect(lengthBeforeMs - lengthMs).toBeLessThan(3_600_000);
  }
  expect(metrics.buckets.length).toBeLessThanOrEqual(64);
  return metrics;
}

describe("the metrics of a workspace", () => {
  it("are what counting every row would give, whatever happened and was folded", async ({ server }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 40 }), anyPeriods, async (steps, periods) => {
        const history = await makeHistory(server);
        for (const step of steps) {
          if (step.do === "receive") await receive(history, step);
          else if (step.do === "change") await change(history, step);
          else if (step.do === "fold") await fold(history);
          else await pruneStats(history.pool);
        }
        for (const range of TIME_RANGE_NAMES) {
          await expectExact(history, await read(history.api, history, range), false);
          await expectExact(history, await read(history.pairApi, history, range), true);
        }
        await expectActivity(history, history.api, false);
        await expectActivity(history, history.pairApi, true);
        for (const [agoMs, lengthMs] of periods) {
          const period = toPeriod(agoMs, lengthMs);
          await expectExact(history, await readPeriod(history.api, history, period), false);
          await expectExact(history, await readPeriod(history.pairApi, history, period), true);
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it("count every change once when several fold at the same time", async ({ server }) => {
    const history = await makeHistory(server);
    for (let n = 0; n < 30; n += 1) {
      await receive(history, { agoMs: 1000 * n, deliveries: [0, 1], isOfResource: false, status: "pending" });
      await Promise.all([
        fold(history),
        fold(history),
        change(history, { index: n, status: "failed", latencyMs: 5, end: "commit" }),
        fold(history),
      ]);
    }
    await expectExact(history, await read(history.api, history, "1h"), false);
    await fold(history);
    expect(await query(history, "select from stat_changes", [])).toEqual([]);
    await expectExact(history, await read(history.api, history, "24h"), false);
  });

  it("say why events did not arrive, and the list shows the events of each reason", async ({ server }) => {
    const { tenant, api, pairApi } = await makeHistory(server);
    await makeRule(api, await makeWebhook(api, tenant.workspaceId), { event: "order.paid" });
    const losses = async (caller: ApiClient) =>
      ok(await caller.send("GET", `/workspaces/${tenant.workspaceId}/metrics/losses?range=1h`), MetricsLosses);
    const none = { counted: 0, is_complete: true };
    expect(await losses(api)).toMatchObject({ unmatched: none, failed: none });
    const failing: string[] = [];
    for (const event of ["order.paid", "order.paid", "a", "b", "b"]) {
      const { id } = await emit(api, tenant.workspaceId, { event });
      if (event === "order.paid") failing.push(id);
    }
    await emit(api, tenant.workspaceId, { event: "b", resource: PAIR.resource, resource_id: PAIR.resource_id });
    await server.database.pool.query(
      `with failed as (
         update rule_events set status = 'failed', due_at = null, completed_at = now(), attempt_count = 2
         where event_id = any($1) returning id, event_id, workspace_id, connection_id, rule_id
       )
       insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger,
         outcome_code, status_code, message, duration_ms, started_at, completed_at)
       select meshes_uuidv7(), id, event_id, workspace_id, connection_id, rule_id, n, 'scheduled',
         case n when 1 then 'timeout' else 'rejected_server_error' end, case n when 2 then 500 end, '', 1, now(), now()
       from failed, generate_series(1, 2) as n`,
      [failing],
    );
    const found = await losses(api);
    expect(found.unmatched).toEqual({
      counted: 4,
      is_complete: true,
      event_types: [
        { event: "b", count: 3 },
        { event: "a", count: 1 },
      ],
    });
    expect(found.failed).toEqual({
      counted: 2,
      is_complete: true,
      outcomes: [{ outcome_code: "rejected_server_error", status_code: 500, count: 2 }],
    });
    expect(await losses(pairApi)).toMatchObject({
      unmatched: { counted: 1, event_types: [{ event: "b", count: 1 }] },
      failed: none,
    });
    const listed = async (search: string) =>
      ok(await api.send("GET", `/workspaces/${tenant.workspaceId}/events?${search}`), EventsPage).records.length;
    expect(await listed("matched=false")).toBe(4);
    expect(await listed("matched=false&event=b")).toBe(3);
    expect(await listed("matched=true")).toBe(2);
    badRequest(await api.send("GET", `/workspaces/${tenant.workspaceId}/events?matched=maybe`), "matched");
    const stranger = server.as(await server.tenant());
    expect((await stranger.send("GET", `/workspaces/${tenant.workspaceId}/metrics/losses`)).status).toBe(404);
  });

  it("have empty buckets, a range and a default, and refuse another range", async ({ server }) => {
    const history = await makeHistory(server);
    const lengths = { "1h": 61, "24h": 25, "7d": 29, "30d": 31 };
    for (const range of TIME_RANGE_NAMES) {
      const { buckets, connections, error_rate, delivery_latency } = await read(history.api, history, range);
      expect(buckets.length).toBeLessThanOrEqual(lengths[range]);
      expect(buckets.length).toBeGreaterThanOrEqual(lengths[range] - 1);
      expect({ connections, error_rate, delivery_latency }).toEqual({
        connections: [],
        error_rate: null,
        delivery_latency: { p50_ms: null, p95_ms: null },
      });
    }
    const path = `/workspaces/${history.tenant.workspaceId}/metrics`;
    expect(ok(await history.api.send("GET", path), WorkspaceMetrics).range).toBe("24h");
    for (const range of ["", "2h", "24H"]) badRequest(await history.api.send("GET", `${path}?range=${range}`), "range");
    const tooMany = Array.from({ length: 101 }, () => uuidv7()).join(",");
    for (const search of ["", `?connection_ids=${tooMany}`])
      badRequest(await history.api.send("GET", `${path}/connections${search}`), "connection_ids");
    const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
    for (const [search, param] of [
      [`range=1h&created_after=${ago(1)}`, "range"],
      [`created_before=${ago(1)}`, "created_after"],
      [`created_after=${ago(1)}&created_before=${ago(1.1)}`, "created_before"],
      [`created_after=${ago(METRICS_DAYS_MAX + 1)}`, "created_after"],
      [`created_after=${ago(-1)}`, "created_after"],
      ["created_after=yesterday", "created_after"],
    ] as const) {
      for (const of of ["", "/losses"]) badRequest(await history.api.send("GET", `${path}${of}?${search}`), param);
    }
  });
});
