import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { EventDetail } from "#lib/contracts/events.ts";
import { builtInDestinations } from "#lib/server/providers/registry.ts";
import { badRequest, ok } from "#lib/testing/api/answers.ts";
import type { ApiClient } from "#lib/testing/api/api-client.ts";
import {
  fillPath,
  pathParameters,
  RESOURCE_SCOPE,
  startApiFixture,
  type StartedWorld,
  type ApiFixture,
} from "#lib/testing/api/api-fixture.ts";
import { emit, makeRule, makeWorkspace, mintSession, uniqueName } from "#lib/testing/api/factories.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";
import { routes } from "./routes/routes.ts";

/** How many of everything there are. */
const N = 7;

const AnyPage = z.object({
  count: z.int(),
  limit: z.int(),
  next_cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .nullable(),
  records: z.array(
    z.looseObject({ id: z.string().optional(), session_id: z.string().optional(), type: z.string().optional() }),
  ),
});

let server: TestServer;
let started: StartedWorld;
let world: ApiFixture;
let api: ApiClient;

beforeAll(async () => {
  started = await startApiFixture({ MESHES_RETRY_SCHEDULE: Array(N).fill("1h").join(",") });
  ({ server, world } = started);
  ({ api } = world);
  const { receiver } = started;
  const { tenant, delivery, connection } = world;
  for (let i = 1; i < N; i += 1) {
    await makeWorkspace(api);
    await makeRule(api, connection, { event: uniqueName("rule"), active: false });
    await emit(api, tenant.workspaceId, { event: uniqueName("event"), ...RESOURCE_SCOPE });
    await mintSession(api, tenant);
    await api.send("POST", "/connections", {
      workspace: tenant.workspaceId,
      type: "webhook",
      name: uniqueName("Hook"),
      metadata: { url: receiver.url, skip_test: true },
    });
    await retry(`/events/${delivery.event.id}/rules/${delivery.rule.id}`, i + 1);
  }
  await addRetries();
  await addProblems();
});
/** Problems beside the one of the world, each seen after the one before. */
async function addProblems(): Promise<void> {
  await server.database.pool.query(
    `insert into problems (id, workspace_id, connection_id, rule_id, cause, outcome_code, message, fingerprint, last_seen_at)
     select meshes_uuidv7(), workspace_id, connection_id, rule_id, cause, outcome_code, message, n::text,
       now() + n * interval '1 second'
     from problems, generate_series(2, $2::int) as n where id = $1`,
    [world.problemId, N],
  );
}

/** Bulk retries beside the one of the world, and items of that one: each of another delivery. */
async function addRetries(): Promise<void> {
  const { pool } = server.database;
  await pool.query(
    `insert into retries (id, workspace_id, filter, status, matching, is_exact, created_by, completed_at)
     select meshes_uuidv7(), $1, '{}', 'completed', 0, true, 'test', now() from generate_series(2, $2::int)`,
    [world.workspace, N],
  );
  await pool.query(
    `with copies as (
       insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status)
       select meshes_uuidv7(), event_id, workspace_id, connection_id, gen_random_uuid(), integration_type, 'completed'
       from rule_events, generate_series(1, $2::int) where event_id = $1 returning *
     )
     insert into retry_items (retry_id, rule_event_id, event_id, rule_id, connection_id, outcome)
     select $3, id, event_id, rule_id, connection_id, 'retried' from copies`,
    [world.delivery.event.id, N, world.retryId],
  );
}

afterAll(async () => {
  await started.close();
});

async function retry(path: string, attempts: number): Promise<void> {
  expect((await api.send("POST", `${path}/retry`)).status).toBe(200);
  await until("the attempt to be over", async () => {
    const { count } = ok(await api.send("GET", `${path}/attempts`), AnyPage.loose());
    const event = ok(await api.send("GET", path.replace(/\/rules.*/, "")), EventDetail);
    return count === attempts && event.status === "retrying";
  });
}

const lists = routes.filter(
  ({ method, response }) => method === "GET" && AnyPage.safeParse(emptyPageOf(response)).success,
);

/** What this schema makes of an empty page; undefined when it describes no page. */
function emptyPageOf(schema: z.ZodType): unknown {
  return schema.safeParse({ count: 0, limit: 1, next_cursor: null, records: [] }).data;
}

const UNPAGED = [
  "getWorkspaces",
  "getConnections",
  "getWorkspaceConnections",
  "getRules",
  "getWorkspaceRules",
  "getIntegrations",
];
const named = lists.map((route) => [route.operationId, route] as const);

function urlOf(route: (typeof lists)[number], query: string): string {
  const scope = route.operationId === "listSessions" ? [`workspace_id=${world.workspace}`] : [];
  const parameters = [...scope, ...(query === "" ? [] : [query])].join("&");
  return fillPath(route.path, pathParameters(world)) + (parameters === "" ? "" : `?${parameters}`);
}

async function page(route: (typeof lists)[number], query = "") {
  const answer = await api.send("GET", urlOf(route, query));
  ok(answer, route.response);
  return AnyPage.parse(answer.body);
}

const keyOf = (record: z.infer<typeof AnyPage>["records"][number]) =>
  record.id ?? record.session_id ?? record.type ?? "";

describe("every list", () => {
  it("is known here", () => {
    expect(lists.map(({ operationId }) => operationId).toSorted()).toEqual(
      [
        ...UNPAGED,
        "getEvents",
        "getWorkspaceEvents",
        "getWorkspaceProblems",
        "getWorkspaceRetries",
        "getWorkspaceRetryItems",
        "listRuleAttempts",
        "listSessions",
      ].toSorted(),
    );
  });

  it.each(named)("%s gives every record once, newest first, over pages of any size", async (operationId, route) => {
    const total = operationId === "getIntegrations" ? builtInDestinations.all.length : N;
    const all = await page(route, "limit=200");
    expect(all).toMatchObject({ count: total, limit: 200, next_cursor: null });
    const keys = all.records.map((record) => keyOf(record));
    expect(new Set(keys).size).toBe(total);
    if (operationId !== "getIntegrations") expect(keys).toEqual(keys.toSorted().toReversed());
    for (const limit of [1, 2, 3, N, N + 1]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      let pages = 0;
      do {
        const part: z.infer<typeof AnyPage> = await page(
          route,
          `limit=${limit}${cursor === null ? "" : `&cursor=${cursor}`}`,
        );
        expect(part).toMatchObject({ count: part.records.length, limit });
        seen.push(...part.records.map((record) => keyOf(record)));
        cursor = part.next_cursor;
        pages += 1;
      } while (cursor !== null && pages <= total);
      expect(seen).toEqual(keys);
      expect(pages).toBe(Math.ceil(total / limit));
    }
  });

  it.each(named)("%s is not disturbed by records that arrive between two pages", async (operationId, route) => {
    if (operationId !== "getWorkspaceEvents") return;
    const first = await page(route, "limit=3");
    await emit(api, world.workspace);
    const second = await page(route, `limit=200&cursor=${first.next_cursor}`);
    const keys = [...first.records, ...second.records].map((record) => keyOf(record));
    expect(keys).toHaveLength(N);
    expect(new Set(keys).size).toBe(N);
    await server.database.pool.query("delete from events where event = 'user.signup'");
  });

  it.each(named)("%s without limit and cursor has its default limit", async (operationId, route) => {
    const { limit, next_cursor } = await page(route);
    expect(limit).toBe(UNPAGED.includes(operationId) ? 1000 : 50);
    expect(next_cursor).toBeNull();
  });

  it.each(named)("%s refuses a bad limit", async (_operationId, route) => {
    for (const limit of ["0", "201", "-1", "1.5", "abc", "", "1e2", "%20", "99999", "0x10", "NaN"]) {
      badRequest(await api.send("GET", urlOf(route, `limit=${limit}`)), "limit");
    }
  });

  it.each(named)("%s refuses a bad cursor", async (_operationId, route) => {
    const uuid = Buffer.from("0190a000000070008000000000000000", "hex").toString("base64url");
    for (const cursor of [
      "",
      "!",
      "%00",
      "abc",
      "a".repeat(1000),
      `${uuid}A`,
      `${uuid}=`,
      uuid.slice(1),
      world.workspace,
    ]) {
      badRequest(await api.send("GET", urlOf(route, `cursor=${cursor}`)), "cursor");
    }
    badRequest(await api.send("GET", urlOf(route, "limit=0&cursor=!")), "limit", "cursor");
  });

  it.each(named)("%s is empty after its last record", async (operationId, route) => {
    if (operationId === "getIntegrations") return;
    // Problems are in the order of a time, which stands before the id.
    const oldest = Buffer.alloc(operationId === "getWorkspaceProblems" ? 22 : 16).toString("base64url");
    expect(await page(route, `cursor=${oldest}`)).toMatchObject({ count: 0, next_cursor: null, records: [] });
  });
});

describe("a list that public clients cannot page", () => {
  it("gives everything up to 1,000 records, and a cursor beyond", async () => {
    const tenant = await server.tenant();
    const own = server.as(tenant);
    const insert = `insert into workspaces (id, organization_id, name)
      select gen_random_uuid(), $1, 'Workspace number ' || n from generate_series(1, 1000) n`;
    await server.database.pool.query(insert, [tenant.organizationId]);
    const first = ok(await own.send("GET", "/workspaces"), AnyPage.loose());
    expect(first).toMatchObject({ count: 1000, limit: 1000 });
    const second = ok(await own.send("GET", `/workspaces?cursor=${first.next_cursor}`), AnyPage.loose());
    expect(second).toMatchObject({ count: 1, limit: 50, next_cursor: null });
  });
});
