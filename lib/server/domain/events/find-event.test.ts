import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { EventsSearchPage } from "#lib/contracts/events.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import { bulkRetries } from "#lib/testing/api/bulk-retries.ts";
import { emit, makeRule, makeWebhook, makeWorkspace } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";

const PAIR = { resource: "account", resource_id: "42" };

const it = base.override("variables", { MESHES_ROLE: "web" }).extend("calls", ({ tenant, api, server }) => {
  const idsOf = async (query: Record<string, string>, caller = api, workspace = tenant.workspaceId) =>
    ok(
      await caller.send("GET", `/workspaces/${workspace}/events?${new URLSearchParams(query)}`),
      EventsSearchPage,
    ).records.map(({ id }) => id);
  const send = async (fields: object = {}) => (await emit(api, tenant.workspaceId, fields)).id;
  /** An event with a delivery and an attempt. */
  const sendTried = async (fields: object = {}) => {
    const connection = await makeWebhook(api, tenant.workspaceId);
    await makeRule(api, connection, { event: "tried" });
    const event = await send({ event: "tried", ...fields });
    const attempt = uuidv7();
    const { rows } = await server.database.pool.query<{ id: string }>(
      `with delivery as (select * from rule_events where event_id = $1 limit 1), attempt as (
         insert into attempts (id, rule_event_id, event_id, workspace_id, connection_id, rule_id, attempt_number, trigger, outcome_code, message, duration_ms, started_at, completed_at)
         select $2, id, event_id, workspace_id, connection_id, rule_id, 1, 'scheduled', 'timeout', '', 1, now(), now() from delivery
       ) select id from delivery`,
      [event, attempt],
    );
    return { event, delivery: rows[0]?.id ?? "", attempt };
  };
  const setStatus = async (event: string, status: string) => {
    await server.database.pool.query("update events set status = $2 where id = $1", [event, status]);
    const due = ["completed", "failed", "canceled"].includes(status) ? null : "2100-01-01";
    await server.database.pool.query("update rule_events set status = $2, due_at = $3 where event_id = $1", [
      event,
      status,
      due,
    ]);
  };
  return { idsOf, send, sendTried, setStatus };
});

describe("several statuses", () => {
  it("match any of them, of the event and of one delivery", async ({ api, tenant, calls }) => {
    const connection = await makeWebhook(api, tenant.workspaceId);
    const rule = await makeRule(api, connection, { event: "wanted" });
    const ids: Record<string, string> = {};
    for (const status of ["failed", "canceled", "retrying", "completed"]) {
      const id = await calls.send({ event: "wanted" });
      await calls.setStatus(id, status);
      ids[status] = id;
    }
    const { failed, canceled, retrying, completed } = ids;
    expect(await calls.idsOf({ status: "failed" })).toEqual([failed]);
    expect(await calls.idsOf({ status: "failed,retrying" })).toEqual([retrying, failed]);
    expect(await calls.idsOf({ status: "retrying,failed,failed" })).toEqual([retrying, failed]);
    expect(await calls.idsOf({ status: "completed,canceled" })).toEqual([completed, canceled]);
    const within: Record<string, string>[] = [{}, { connection: connection.id }, { rule: rule.id }];
    for (const of of within) {
      expect(await calls.idsOf({ delivery_status: "failed,canceled", ...of })).toEqual([canceled, failed]);
      expect(await calls.idsOf({ delivery_status: "completed,failed", ...of })).toEqual([completed, failed]);
    }
    const bulk = bulkRetries(api, tenant.workspaceId);
    const { filter, matching } = await bulk.preview({ status: "failed,canceled" });
    expect(filter).toEqual({ status: "failed,canceled", delivery_status: "failed,canceled" });
    expect(matching).toBe(2);
    expect((await bulk.preview({ status: "failed,retrying" })).filter.delivery_status).toBe("failed");
  });

  it("are refused when one of them is none", async ({ api, tenant }) => {
    for (const status of [
      "",
      ",",
      "failed,",
      ",failed",
      "failed,lost",
      "failed, retrying",
      "FAILED",
      "failed;retrying",
    ]) {
      const query = new URLSearchParams({ status, delivery_status: status });
      badRequest(
        await api.send("GET", `/workspaces/${tenant.workspaceId}/events?${query}`),
        "status",
        "delivery_status",
      );
    }
    const { post } = bulkRetries(api, tenant.workspaceId);
    badRequest(await post({ filter: { delivery_status: "failed,retrying" } }), "filter.delivery_status");
  });
});

describe("one search", () => {
  it("finds an event by its id, by a delivery, which is the webhook-id, and by an attempt", async ({ calls }) => {
    const ids = await calls.sendTried();
    await calls.sendTried();
    for (const id of Object.values(ids)) {
      expect(await calls.idsOf({ search: id })).toEqual([ids.event]);
      expect(await calls.idsOf({ search: ` ${id.toUpperCase()} ` })).toEqual([ids.event]);
      expect(await calls.idsOf({ search: id, status: "failed,pending" })).toEqual([ids.event]);
      expect(await calls.idsOf({ search: id, status: "completed,failed" })).toEqual([]);
      expect(await calls.idsOf({ search: id, event: "other" })).toEqual([]);
    }
    expect(await calls.idsOf({ search: randomUUID() })).toEqual([]);
  });

  it("finds nothing of another organization, of another workspace, or outside of the resource", async ({
    server,
    tenant,
    api,
    calls,
    sessionOf,
  }) => {
    const outside = await calls.sendTried();
    const inside = await calls.sendTried(PAIR);
    const stranger = await server.tenant();
    const foreign = server.as(stranger);
    const sibling = await makeWorkspace(api);
    const bound = await sessionOf({ session_type: "resource", ...PAIR });
    for (const id of Object.values(outside)) {
      expect(await calls.idsOf({ search: id }, foreign, stranger.workspaceId)).toEqual([]);
      expect(await calls.idsOf({ search: id }, api, sibling.id)).toEqual([]);
      expect(await calls.idsOf({ search: id }, bound)).toEqual([]);
      refused(await foreign.send("GET", `/workspaces/${tenant.workspaceId}/events?search=${id}`), "NotFound");
    }
    for (const id of Object.values(inside)) expect(await calls.idsOf({ search: id }, bound)).toEqual([inside.event]);
    expect(await calls.idsOf({ search: inside.event, resource_id: "other" }, bound)).toEqual([]);
  });

  it("finds an address anywhere in the texts of a payload, as a whole and in any case", async ({ calls }) => {
    const at = (payload: object) => calls.send({ payload });
    const found = [
      await at({ email: "ann@example.com" }),
      await at({ people: [{ note: "Write to Ann <Ann@Example.com>." }] }),
      await at({ link: "mailto:ann@example.com?subject=a", n: 1.5 }),
      await at({ note: "a\\b \u0000 ann@example.com" }),
    ];
    await at({ email: "joann@example.com" });
    await at({ email: "ann@example.com.au" });
    await at({ email: "bob@example.com", note: "first.ann@example.com, ann@example.community" });
    await at({ "ann@example.com": true });
    for (const search of ["ann@example.com", "ANN@example.COM"]) {
      expect(await calls.idsOf({ search })).toEqual(found.toReversed());
    }
    expect(await calls.idsOf({ search: "ann@example.com", payload: "email:ann@example.com" })).toEqual([found[0]]);
    expect(await calls.idsOf({ search: "email:ann@example.com" })).toEqual([found[0]]);
  });

  it("reads payloads only for callers that may, and ids for everybody", async ({ tenant, calls, sessionOf }) => {
    const id = await calls.send({ payload: { name: "Ann", email: "ann@example.com" } });
    const member = await sessionOf({ role: "member", scopes: ["events.payload:read"] });
    const reader = await sessionOf({ role: "admin", scopes: ["events.payload:read"] });
    expect(await calls.idsOf({ search: id }, member)).toEqual([id]);
    for (const search of ["name:Ann", "ann@example.com"]) {
      expect(await calls.idsOf({ search }, reader)).toEqual([id]);
      const query = new URLSearchParams({ search });
      refused(await member.send("GET", `/workspaces/${tenant.workspaceId}/events?${query}`), "Forbidden");
    }
  });

  it("finds no address outside of the workspace and the resource", async ({ server, tenant, calls, sessionOf }) => {
    await calls.send();
    const inside = await calls.send(PAIR);
    const stranger = await server.tenant();
    const bound = await sessionOf({
      session_type: "resource",
      role: "admin",
      scopes: ["events.payload:read"],
      ...PAIR,
    });
    expect(await calls.idsOf({ search: "ann@example.com" }, bound)).toEqual([inside]);
    expect(await calls.idsOf({ search: "ann@example.com" }, server.as(stranger), stranger.workspaceId)).toEqual([]);
    const query = "search=ann%40example.com";
    refused(await server.as(stranger).send("GET", `/workspaces/${tenant.workspaceId}/events?${query}`), "NotFound");
  });

  it("refuses what is neither, and is no filter of a bulk retry", async ({ tenant, api, calls }) => {
    for (const search of ["", "  ", "order 1042", "req_1", "ann@", "@example.com", "x".repeat(600)]) {
      const query = new URLSearchParams({ search });
      badRequest(await api.send("GET", `/workspaces/${tenant.workspaceId}/events?${query}`), "search");
    }
    const id = await calls.send();
    const { post } = bulkRetries(api, tenant.workspaceId);
    for (const dry_run of [true, false]) badRequest(await post({ filter: { search: id }, dry_run }), "filter.search");
  });
});
