import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EventsSearchPage } from "#lib/contracts/events.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiClient } from "#lib/testing/api/api-client.ts";
import { emit, makeRule, makeWebhook, makeWorkspace, mintSession } from "#lib/testing/api/factories.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";

const PAIR = { resource: "account", resource_id: "42" };

let server: TestServer;
let tenant: Tenant;
let api: ApiClient;

beforeAll(async () => {
  server = await startTestServer({ MESHES_RETRY_SCHEDULE: "1h" });
});
afterAll(() => server.close());
beforeEach(async () => {
  tenant = await server.tenant();
  api = server.as(tenant);
});

const search = async (query: Record<string, string>, caller = api, workspace = tenant.workspaceId) =>
  ok(await caller.send("GET", `/workspaces/${workspace}/events?${new URLSearchParams(query)}`), EventsSearchPage);
const idsOf = async (query: Record<string, string>, caller = api) =>
  (await search(query, caller)).records.map(({ id }) => id);
const send = async (fields: object = {}) => (await emit(api, tenant.workspaceId, fields)).id;

async function session(fields: object): Promise<ApiClient> {
  const { access_token } = await mintSession(api, tenant, fields);
  return apiClient(server.url, { kind: "bearer", token: access_token });
}

describe("the events of a workspace", () => {
  it("are found by their id, and by nobody else's", async () => {
    const [id] = [await send(), await send()];
    const elsewhere = await emit(api, (await makeWorkspace(api)).id);
    expect(await idsOf({ id })).toEqual([id]);
    expect(await idsOf({ id: id.toUpperCase() })).toEqual([id]);
    for (const other of [elsewhere.id, tenant.workspaceId, "nonsense", "%"])
      expect(await idsOf({ id: other })).toEqual([]);
  });

  it("are found by the time they came", async () => {
    const first = await emit(api, tenant.workspaceId);
    const second = await emit(api, tenant.workspaceId);
    await server.database.pool.query("update events set created_at = created_at + interval '10 ms' where id = $1", [
      second.id,
    ]);
    const at = new Date(Date.parse(second.created_at) + 10).toISOString();
    expect(await idsOf({ created_after: at })).toEqual([second.id]);
    expect(await idsOf({ created_before: at })).toEqual([first.id]);
    expect(await idsOf({ created_after: at, created_before: at })).toEqual([]);
    const shifted = new Date(Date.parse(at) + 7_200_000).toISOString().replace("Z", "+02:00");
    expect(await idsOf({ created_after: shifted })).toEqual([second.id]);
    const answer = await api.send(
      "GET",
      `/workspaces/${tenant.workspaceId}/events?created_after=yesterday&created_before=1`,
    );
    badRequest(answer, "created_after", "created_before");
  });

  it("are found by the connection and by the rule of their deliveries, with every status", async () => {
    const [one, two] = [await makeWebhook(api, tenant.workspaceId), await makeWebhook(api, tenant.workspaceId)];
    const both = [await makeRule(api, one, { event: "both" }), await makeRule(api, two, { event: "both" })];
    const only = await makeRule(api, two, { event: "only" });
    const [shared, alone] = [await send({ event: "both" }), await send({ event: "only" })];
    await send({ event: "unmatched" });
    expect(await idsOf({ connection: one.id })).toEqual([shared]);
    expect(await idsOf({ connection: two.id })).toEqual([alone, shared]);
    expect(await idsOf({ rule: only.id })).toEqual([alone]);
    expect(await idsOf({ rule: both[0]?.id ?? "", connection: one.id })).toEqual([shared]);
    expect(await idsOf({ rule: only.id, connection: one.id })).toEqual([]);
    expect(await idsOf({ connection: two.id, event: "both" })).toEqual([shared]);
    expect(await idsOf({ connection: two.id, status: "completed" })).toEqual([]);
    for (const other of [tenant.workspaceId, "nonsense"]) expect(await idsOf({ connection: other })).toEqual([]);
    const first = await search({ connection: two.id, limit: "1" });
    expect(await idsOf({ connection: two.id, limit: "1", cursor: first.next_cursor ?? "" })).toEqual([shared]);
  });

  it("are found inside the resource of a resource session only", async () => {
    const [outside, inside] = [await send(), await send(PAIR)];
    const caller = await session({ session_type: "resource", ...PAIR });
    expect(await idsOf({ id: outside }, caller)).toEqual([]);
    expect(await idsOf({ id: inside }, caller)).toEqual([inside]);
  });
});

describe("a search in payloads", () => {
  it("compares texts, numbers and booleans at a path", async () => {
    const text = await send({ payload: { data: { email: "ann@example.com", note: 'a "quoted" \\ line\u0000é' } } });
    const mixed = await send({
      payload: { data: { amount: 12.5, paid: true, items: [{ sku: "A-1" }, { sku: "B:2" }] } },
    });
    const texts = await send({ payload: { data: { amount: "12.5", paid: "true", constructor: 1 } } });
    expect(await idsOf({ payload: "data.email:ann@example.com" })).toEqual([text]);
    expect(await idsOf({ payload: "data.email:ann" })).toEqual([]);
    expect(await idsOf({ payload: "data.amount:12.5" })).toEqual([texts, mixed]);
    expect(await idsOf({ payload: "data.amount:12.50" })).toEqual([mixed]);
    expect(await idsOf({ payload: "data.amount:1.25e1" })).toEqual([mixed]);
    expect(await idsOf({ payload: "data.paid:true" })).toEqual([texts, mixed]);
    expect(await idsOf({ payload: "data.items.1.sku:B:2" })).toEqual([mixed]);
    expect(await idsOf({ payload: "data.items:2" })).toEqual([]);
    expect(await idsOf({ payload: "data.toString:x" })).toEqual([]);
    expect(await idsOf({ payload: "data.items.length:2" })).toEqual([]);
  });

  it("goes on where a page ended, and says when everything was searched", async () => {
    const wanted = [];
    for (let n = 0; n < 5; n += 1) {
      wanted.unshift(await send({ payload: { kind: "wanted", n } }));
      await send({ payload: { kind: "other" } });
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: EventsSearchPage = await search({
        payload: "kind:wanted",
        limit: "2",
        ...(cursor === null ? {} : { cursor }),
      });
      expect(page.count).toBeLessThanOrEqual(2);
      expect(page.searched_until).toBeDefined();
      seen.push(...page.records.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(seen).toEqual(wanted);
    expect(await idsOf({ payload: "kind:wanted", event: "other" })).toEqual([]);
  });

  it("looks through a bounded number of events and continues from there", async () => {
    const old = await send({ payload: { needle: "yes" } });
    const insert = `insert into events (id, workspace_id, event, resource, status, total_rules, payload, created_by)
      select meshes_uuidv7(), $1, 'hay', 'global', 'completed', 0, '{"needle":"no"}', 'test' from generate_series(1, 10500)`;
    await server.database.pool.query(insert, [tenant.workspaceId]);
    const first = await search({ payload: "needle:yes" });
    expect(first).toMatchObject({ count: 0, records: [] });
    const seen: string[] = [];
    for (let cursor = first.next_cursor; cursor !== null;) {
      const page = await search({ payload: "needle:yes", cursor });
      seen.push(...page.records.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(first.next_cursor).not.toBeNull();
    expect(seen).toEqual([old]);
  });

  it("is only for callers that may read payloads", async () => {
    const id = await send({ payload: { name: "Ann" } });
    const path = `/workspaces/${tenant.workspaceId}/events?payload=name:Ann`;
    const scopes = ["events.payload:read"];
    expect(await idsOf({ payload: "name:Ann" }, await session({ role: "admin", scopes }))).toEqual([id]);
    refused(await (await session({ role: "admin" })).send("GET", path), "Forbidden");
    refused(await (await session({ role: "member", scopes })).send("GET", path), "Forbidden");
    const foreign = server.as(await server.tenant());
    refused(await foreign.send("GET", path), "NotFound");
  });

  it("refuses what is no path and value", async () => {
    for (const payload of [
      "",
      "name",
      "name:",
      ":Ann",
      "a..b:1",
      ".a:1",
      "1a:1",
      "a b:1",
      "$.a:1",
      `a:${"x".repeat(600)}`,
    ]) {
      const query = new URLSearchParams({ payload });
      badRequest(await api.send("GET", `/workspaces/${tenant.workspaceId}/events?${query}`), "payload");
    }
  });
});
