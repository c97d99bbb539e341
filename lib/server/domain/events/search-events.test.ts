import { describe, expect } from "vitest";
import { EventsSearchPage } from "#lib/contracts/events.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import { emit, makeRule, makeWebhook, makeWorkspace } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";

const PAIR = { resource: "account", resource_id: "42" };

const it = base.override("variables", { MESHES_RETRY_SCHEDULE: "1h" }).extend("calls", ({ tenant, api }) => {
  const search = async (query: Record<string, string>, caller = api, workspace = tenant.workspaceId) =>
    ok(await caller.send("GET", `/workspaces/${workspace}/events?${new URLSearchParams(query)}`), EventsSearchPage);
  const idsOf = async (query: Record<string, string>, caller = api) =>
    (await search(query, caller)).records.map(({ id }) => id);
  const send = async (fields: object = {}) => (await emit(api, tenant.workspaceId, fields)).id;
  return { search, idsOf, send };
});

describe("the events of a workspace", () => {
  it("are found by their id, and by nobody else's", async ({ tenant, api, calls }) => {
    const [id] = [await calls.send(), await calls.send()];
    const elsewhere = await emit(api, (await makeWorkspace(api)).id);
    expect(await calls.idsOf({ id })).toEqual([id]);
    expect(await calls.idsOf({ id: id.toUpperCase() })).toEqual([id]);
    for (const other of [elsewhere.id, tenant.workspaceId, "nonsense", "%"])
      expect(await calls.idsOf({ id: other })).toEqual([]);
  });

  it("are found by the time they came", async ({ server, tenant, api, calls }) => {
    const first = await emit(api, tenant.workspaceId);
    const second = await emit(api, tenant.workspaceId);
    await server.database.pool.query("update events set created_at = created_at + interval '10 ms' where id = $1", [
      second.id,
    ]);
    const at = new Date(Date.parse(second.created_at) + 10).toISOString();
    expect(await calls.idsOf({ created_after: at })).toEqual([second.id]);
    expect(await calls.idsOf({ created_before: at })).toEqual([first.id]);
    expect(await calls.idsOf({ created_after: at, created_before: at })).toEqual([]);
    const shifted = new Date(Date.parse(at) + 7_200_000).toISOString().replace("Z", "+02:00");
    expect(await calls.idsOf({ created_after: shifted })).toEqual([second.id]);
    const answer = await api.send(
      "GET",
      `/workspaces/${tenant.workspaceId}/events?created_after=yesterday&created_before=1`,
    );
    badRequest(answer, "created_after", "created_before");
  });

  it("are found by the connection and by the rule of their deliveries, with every status", async ({
    tenant,
    api,
    calls,
  }) => {
    const [one, two] = [await makeWebhook(api, tenant.workspaceId), await makeWebhook(api, tenant.workspaceId)];
    const both = [await makeRule(api, one, { event: "both" }), await makeRule(api, two, { event: "both" })];
    const only = await makeRule(api, two, { event: "only" });
    const [shared, alone] = [await calls.send({ event: "both" }), await calls.send({ event: "only" })];
    await calls.send({ event: "unmatched" });
    expect(await calls.idsOf({ connection: one.id })).toEqual([shared]);
    expect(await calls.idsOf({ connection: two.id })).toEqual([alone, shared]);
    expect(await calls.idsOf({ rule: only.id })).toEqual([alone]);
    expect(await calls.idsOf({ rule: both[0]?.id ?? "", connection: one.id })).toEqual([shared]);
    expect(await calls.idsOf({ rule: only.id, connection: one.id })).toEqual([]);
    expect(await calls.idsOf({ connection: two.id, event: "both" })).toEqual([shared]);
    expect(await calls.idsOf({ connection: two.id, status: "completed" })).toEqual([]);
    for (const other of [tenant.workspaceId, "nonsense"]) expect(await calls.idsOf({ connection: other })).toEqual([]);
    const first = await calls.search({ connection: two.id, limit: "1" });
    expect(await calls.idsOf({ connection: two.id, limit: "1", cursor: first.next_cursor ?? "" })).toEqual([shared]);
  });

  it("are found inside the resource of a resource session only", async ({ calls, sessionOf }) => {
    const [outside, inside] = [await calls.send(), await calls.send(PAIR)];
    const caller = await sessionOf({ session_type: "resource", ...PAIR });
    expect(await calls.idsOf({ id: outside }, caller)).toEqual([]);
    expect(await calls.idsOf({ id: inside }, caller)).toEqual([inside]);
  });
});

describe("a search in payloads", () => {
  it("compares texts, numbers and booleans at a path", async ({ calls }) => {
    const text = await calls.send({
      payload: { data: { email: "ann@example.com", note: 'a "quoted" \\ line\u0000é' } },
    });
    const mixed = await calls.send({
      payload: { data: { amount: 12.5, paid: true, items: [{ sku: "A-1" }, { sku: "B:2" }] } },
    });
    const texts = await calls.send({ payload: { data: { amount: "12.5", paid: "true", constructor: 1 } } });
    expect(await calls.idsOf({ payload: "data.email:ann@example.com" })).toEqual([text]);
    expect(await calls.idsOf({ payload: "data.email:ann" })).toEqual([]);
    expect(await calls.idsOf({ payload: "data.amount:12.5" })).toEqual([texts, mixed]);
    expect(await calls.idsOf({ payload: "data.amount:12.50" })).toEqual([mixed]);
    expect(await calls.idsOf({ payload: "data.amount:1.25e1" })).toEqual([mixed]);
    expect(await calls.idsOf({ payload: "data.paid:true" })).toEqual([texts, mixed]);
    expect(await calls.idsOf({ payload: "data.items.1.sku:B:2" })).toEqual([mixed]);
    expect(await calls.idsOf({ payload: "data.items:2" })).toEqual([]);
    expect(await calls.idsOf({ payload: "data.toString:x" })).toEqual([]);
    expect(await calls.idsOf({ payload: "data.items.length:2" })).toEqual([]);
  });

  it("goes on where a page ended, and says when everything was searched", async ({ calls }) => {
    const wanted = [];
    for (let n = 0; n < 5; n += 1) {
      wanted.unshift(await calls.send({ payload: { kind: "wanted", n } }));
      await calls.send({ payload: { kind: "other" } });
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: EventsSearchPage = await calls.search({
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
    expect(await calls.idsOf({ payload: "kind:wanted", event: "other" })).toEqual([]);
  });

  it("looks through a bounded number of events and continues from there", async ({ server, tenant, calls }) => {
    const old = await calls.send({ payload: { needle: "yes" } });
    const insert = `insert into events (id, workspace_id, event, resource, status, total_rules, payload, created_by)
      select meshes_uuidv7(), $1, 'hay', 'global', 'completed', 0, '{"needle":"no"}', 'test' from generate_series(1, 10500)`;
    await server.database.pool.query(insert, [tenant.workspaceId]);
    const first = await calls.search({ payload: "needle:yes" });
    expect(first).toMatchObject({ count: 0, records: [] });
    const seen: string[] = [];
    for (let cursor = first.next_cursor; cursor !== null;) {
      const page = await calls.search({ payload: "needle:yes", cursor });
      seen.push(...page.records.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(first.next_cursor).not.toBeNull();
    expect(seen).toEqual([old]);
  });

  it("is only for callers that may read payloads", async ({ server, tenant, calls, sessionOf }) => {
    const id = await calls.send({ payload: { name: "Ann" } });
    const path = `/workspaces/${tenant.workspaceId}/events?payload=name:Ann`;
    const scopes = ["events.payload:read"];
    expect(await calls.idsOf({ payload: "name:Ann" }, await sessionOf({ role: "admin", scopes }))).toEqual([id]);
    refused(await (await sessionOf({ role: "admin" })).send("GET", path), "Forbidden");
    refused(await (await sessionOf({ role: "member", scopes })).send("GET", path), "Forbidden");
    const foreign = server.as(await server.tenant());
    refused(await foreign.send("GET", path), "NotFound");
  });

  it("refuses what is no path and value", async ({ tenant, api }) => {
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
