import { describe, expect } from "vitest";
import { EVENT_BYTES_MAX } from "#lib/contracts/constants.ts";
import {
  BULK_ITEMS_MAX,
  BulkResult,
  EventCreated,
  EventDetail,
  EventsPage,
  EventWithPayload,
} from "#lib/contracts/events.ts";
import { badRequest, ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import type { ApiClient } from "#lib/testing/api/api-client.ts";
import { RESOURCE_SCOPE } from "#lib/testing/api/api-fixture.ts";
import { emit, makeRule, makeWebhook, makeWorkspace } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";

const UNKNOWN = "0190a000-0000-7000-8000-000000000000";

const it = base.override("variables", { MESHES_RETRY_SCHEDULE: "1h" }).extend("calls", ({ tenant, api, browser }) => ({
  send: (fields: object = {}, caller: ApiClient = api) =>
    caller.send("POST", "/events", {
      workspace: tenant.workspaceId,
      event: "user.signup",
      payload: { a: 1 },
      ...fields,
    }),
  bulk: (items: unknown, caller: ApiClient = browser) => caller.send("POST", "/events/bulk", items),
}));

describe("one event", () => {
  it("is accepted with 201, wrapped, without status and payload", async ({ tenant, calls }) => {
    const { event } = ok(await calls.send(), EventCreated, 201);
    expect(event).toMatchObject({
      type: "event",
      event: "user.signup",
      workspace: tenant.workspaceId,
      resource: "global",
      created_by: tenant.accessKey,
    });
    expect(Object.keys(event).toSorted()).toEqual([
      "created_at",
      "created_by",
      "event",
      "id",
      "resource",
      "type",
      "workspace",
    ]);
    expect(event.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it("keeps its resource and its id", async ({ calls }) => {
    expect(ok(await calls.send(RESOURCE_SCOPE), EventCreated, 201).event).toMatchObject(RESOURCE_SCOPE);
    expect(ok(await calls.send({ resource_id: "a.b:c-d_1" }), EventCreated, 201).event).toMatchObject({
      resource: "global",
      resource_id: "a.b:c-d_1",
    });
  });

  it("can be read back at once, complete, with nothing to deliver", async ({ tenant, api }) => {
    const event = await emit(api, tenant.workspaceId);
    const found = ok(await api.send("GET", `/events/${event.id}`), EventDetail);
    expect(found).toMatchObject({
      ...event,
      status: "completed",
      total_rules: 0,
      completed_count: 0,
      failed_count: 0,
      rule_events: [],
    });
    expect(found).not.toHaveProperty("payload");
    expect(found.completed_at).toBe(event.created_at);
  });

  it("gives its payload back as it came, every key in its place", async ({ tenant, api }) => {
    const payload = {
      z: 1,
      a: { nested: [1, null, true, "x", { deep: "\u00e4\ud83d\ude00" }] },
      "dotted.key": "",
      "": 0,
      email: "ann@example.com",
      nul: "\u0000",
      half: "\ud800",
    };
    const event = await emit(api, tenant.workspaceId, { payload });
    const read = ok(await api.send("GET", `/events/${event.id}/payload`), EventWithPayload);
    expect(read.payload).toEqual(payload);
    expect(Object.keys(read.payload)).toEqual(Object.keys(payload));
  });

  it("keeps a key that looks like a prototype", async ({ tenant, api }) => {
    const text = `{"workspace":"${tenant.workspaceId}","event":"a","payload":{"__proto__":{"x":1},"constructor":2}}`;
    const { event } = ok(await api.send("POST", "/events", text), EventCreated, 201);
    expect((await api.send("GET", `/events/${event.id}/payload`)).text).toContain(
      '"payload":{"__proto__":{"x":1},"constructor":2}',
    );
  });

  it.for([
    ["event", { event: undefined }],
    ["event", { event: "" }],
    ["event", { event: 7 }],
    ["event", { event: "a".repeat(129) }],
    ["event", { event: "a\u0000" }],
    ["event", { event: "a\r\nb" }],
    ["payload", { payload: undefined }],
    ["payload", { payload: null }],
    ["payload", { payload: [] }],
    ["payload", { payload: "text" }],
    ["payload.email", { payload: { email: "no-address" } }],
    ["payload.email", { payload: { email: 7 } }],
    ["payload.email", { payload: { email: "a@b@c" } }],
    ["payload.id", { payload: { id: 7 } }],
    ["payload.ip_address", { payload: { ip_address: {} } }],
    ["payload.name", { payload: { name: [] } }],
    ["payload.first_name", { payload: { first_name: true } }],
    ["payload.last_name", { payload: { last_name: 1.5 } }],
    ["payload.phone", { payload: { phone: 491234 } }],
    ["payload.resource_url", { payload: { resource_url: false } }],
    ["resource", { resource: "" }],
    ["resource", { resource: 7 }],
    ["resource", { resource: "a".repeat(129) }],
    ["resource_id", { resource_id: "" }],
    ["resource_id", { resource_id: "a\u0007b" }],
    ["resource_id", { resource_id: "a\u200bb" }],
    ["resource_id", { resource_id: "a".repeat(256) }],
    ["event", { event: "user\u202e.signup" }],
    ["event", { event: "  " }],
    ["payload.email", { payload: { email: "jane@localhost" } }],
    ["payload.email", { payload: { email: ".jane@example.com" } }],
    ["payload.email", { payload: { email: "ja..ne@example.com" } }],
    ["resource_id", { resource_id: 42 }],
    ["type", { type: "track" }],
    ["workspace", { workspace: undefined }],
    ["workspace", { workspace: 7 }],
    ["workspace", { workspace: "" }],
  ] as const)("names the parameter at fault: %s in %j", async ([param, fields], { calls }) => {
    badRequest(await calls.send(fields), param);
  });

  it("names every parameter at fault at once", async ({ calls }) => {
    const answer = await calls.send({
      event: "",
      payload: { email: "x", phone: 1 },
      resource_id: "a\u0000b",
      type: "x",
    });
    expect(errorParams(refused(answer, "BadRequest"))).toEqual([
      "event",
      "payload.phone",
      "payload.email",
      "resource_id",
      "type",
    ]);
  });

  it.for([
    { event: "a".repeat(128) },
    { event: "\u00e4\u00f6\u00fc \ud83d\ude00" },
    { event: "constructor" },
    { type: "event" },
    { payload: {} },
    { payload: { email: null, name: null } },
    { payload: { email: "a.b+c@sub.example.com" } },
    { resource: "a".repeat(128) },
    { resource_id: "a".repeat(255) },
    { resource_id: "user@example.com" },
    { resource_id: "a/b c" },
    { payload: { email: "josé@example.com" } },
    { payload: { email: "用户@例子.广告" } },
    { payload: { email: '"jane doe"@example.com' } },
    { resource: null, resource_id: null, type: null },
  ])("takes %j", async (fields, { calls }) => {
    ok(await calls.send(fields), EventCreated, 201);
  });

  it("keeps an empty e-mail address, which counts as none", async ({ api, calls }) => {
    const { event } = ok(await calls.send({ payload: { email: "", name: "Ann" } }), EventCreated, 201);
    const read = ok(await api.send("GET", `/events/${event.id}/payload`), EventWithPayload);
    expect(read.payload).toEqual({ email: "", name: "Ann" });
  });

  it("is named without the white space around its names, and says which character cannot be seen", async ({
    calls,
  }) => {
    const sent = { event: " user.signup\t", resource: "\u00a0account ", resource_id: " 42 " };
    const { event } = ok(await calls.send(sent), EventCreated, 201);
    expect(event).toMatchObject({ event: "user.signup", resource: "account", resource_id: "42" });
    const { error } = badRequest(await calls.send({ event: "user\u200b.signup" }), "event");
    expect(error.data?.[0]?.msg).toContain("U+200B (zero width space)");
  });

  it("is refused for a workspace that the caller does not have", async ({ server, calls }) => {
    const other = await server.tenant();
    for (const workspace of [other.workspaceId, UNKNOWN, "x"]) refused(await calls.send({ workspace }), "NotFound");
  });
});

describe("a session", () => {
  it("emits for its own workspace", async ({ tenant, api, sessionOf, calls }) => {
    const session = await sessionOf({ role: "admin", external_user_id: "ann" });
    const { event } = ok(await session.send("POST", "/events", { event: "a", payload: {} }), EventCreated, 201);
    expect(event).toMatchObject({ workspace: tenant.workspaceId, created_by: "session:ann" });
    refused(await calls.send({ workspace: (await makeWorkspace(api)).id }, session), "Forbidden");
  });

  it("of a resource emits, lists and reads inside its resource alone", async ({ tenant, api, sessionOf, calls }) => {
    const session = await sessionOf({ session_type: "resource", role: "admin", ...RESOURCE_SCOPE });
    const mine = ok(await calls.send(RESOURCE_SCOPE, session), EventCreated, 201).event;
    for (const fields of [
      {},
      { resource: "account" },
      { resource_id: "42" },
      { resource: "account", resource_id: "43" },
    ]) {
      refused(await calls.send(fields, session), "Forbidden");
      await emit(api, tenant.workspaceId, fields);
    }
    const page = ok(await session.send("GET", `/workspaces/${tenant.workspaceId}/events`), EventsPage);
    expect(page.records.map(({ id }) => id)).toEqual([mine.id]);
    expect(
      ok(
        await calls.bulk(
          [
            { event: "a", payload: {}, ...RESOURCE_SCOPE },
            { event: "a", payload: {} },
          ],
          session,
        ),
        BulkResult,
        207,
      ),
    ).toMatchObject({
      count: 2,
      error_count: 1,
      records: [RESOURCE_SCOPE, { error: { name: "Forbidden" } }],
    });
  });
});

describe("many events", () => {
  const good = (event = "user.signup") => ({ event, payload: { a: 1 } });

  it("are accepted with 201 and answered in their order, without an error count", async ({ tenant, api, calls }) => {
    const names = Array.from({ length: BULK_ITEMS_MAX }, (_, index) => `event.${index}`);
    const result = ok(await calls.bulk(names.map((name) => good(name))), BulkResult, 201);
    expect(result).not.toHaveProperty("error_count");
    expect(result.count).toBe(BULK_ITEMS_MAX);
    expect(result.records.map((record) => "event" in record && record.event)).toEqual(names);
    const stored = ok(await api.send("GET", `/workspaces/${tenant.workspaceId}/events?limit=200`), EventsPage);
    expect(stored.records.map(({ event }) => event).toReversed()).toEqual(names);
  });

  it("are answered each in its place when some are refused", async ({ calls }) => {
    const items = [
      good("a"),
      { event: "b" },
      good("c"),
      { event: "d", payload: { email: "x" } },
      7,
      null,
      [],
      { ...good("e"), workspace: UNKNOWN },
    ];
    const result = ok(await calls.bulk(items), BulkResult, 207);
    expect(result).toMatchObject({ count: 8, error_count: 6 });
    const shown = result.records.map((record) =>
      "error" in record ? [record.error.name, errorParams(record)] : record.event,
    );
    expect(shown).toEqual([
      "a",
      ["BadRequest", ["[1].payload"]],
      "c",
      ["BadRequest", ["[3].payload.email"]],
      ["BadRequest", ["[4]"]],
      ["BadRequest", ["[5]"]],
      ["BadRequest", ["[6]"]],
      ["Forbidden", []],
    ]);
  });

  it("are answered with 207 even when all are refused", async ({ calls }) => {
    expect(ok(await calls.bulk([{}, {}]), BulkResult, 207)).toMatchObject({ count: 2, error_count: 2 });
  });

  it("need a workspace each, when a machine sends them", async ({ tenant, api, calls }) => {
    const result = ok(
      await calls.bulk([good(), { ...good(), workspace: tenant.workspaceId }, { ...good(), workspace: "x" }], api),
      BulkResult,
      207,
    );
    expect(
      result.records.map((record) => ("error" in record ? [record.error.name, errorParams(record)] : "accepted")),
    ).toEqual([["BadRequest", ["[0].workspace"]], "accepted", ["NotFound", []]]);
  });

  it("may go to several workspaces of one organization", async ({ tenant, api, calls }) => {
    const sibling = await makeWorkspace(api);
    const items = [tenant.workspaceId, sibling.id].map((workspace) => ({ ...good(), workspace }));
    const { records } = ok(await calls.bulk(items, api), BulkResult, 201);
    expect(records.map((record) => "workspace" in record && record.workspace)).toEqual([
      tenant.workspaceId,
      sibling.id,
    ]);
  });

  it("are refused one by one when too large", async ({ calls }) => {
    const result = ok(
      await calls.bulk([good(), { event: "big", payload: { pad: "x".repeat(EVENT_BYTES_MAX) } }]),
      BulkResult,
      207,
    );
    expect(result.records).toMatchObject([
      { event: "user.signup" },
      { message: "Payload Too Large", error: { name: "PayloadTooLarge" } },
    ]);
  });

  it.for([
    ["nothing", undefined],
    ["an empty list", []],
    ["one too many", Array.from({ length: BULK_ITEMS_MAX + 1 }, () => good())],
    ["an object", { events: [good()] }],
    ["a text", '"events"'],
    ["null", "null"],
  ] as const)("are refused as a whole when the body is %s", async ([_what, body], { api, calls }) => {
    expect(refused(await calls.bulk(body), "BadRequest").error.message).toMatch(/body must/);
    expect(ok(await api.send("GET", "/events"), EventsPage).count).toBe(0);
  });
});

describe("the lists of events", () => {
  it("filter by event, resource, its id and status", async ({ tenant, api }) => {
    const connection = await makeWebhook(api, tenant.workspaceId, { url: "http://127.0.0.1:9/" });
    await makeRule(api, connection, { event: "kept" });
    const plain = await emit(api, tenant.workspaceId, { event: "plain" });
    const ofResource = await emit(api, tenant.workspaceId, { event: "plain", ...RESOURCE_SCOPE });
    const kept = await emit(api, tenant.workspaceId, { event: "kept" });
    const list = async (query: string) =>
      ok(await api.send("GET", `/workspaces/${tenant.workspaceId}/events${query}`), EventsPage).records.map(
        ({ id }) => id,
      );
    expect(await list("")).toEqual([kept.id, ofResource.id, plain.id]);
    expect(await list("?event=plain")).toEqual([ofResource.id, plain.id]);
    expect(await list("?resource=account")).toEqual([ofResource.id]);
    expect(await list("?resource_id=42&event=plain")).toEqual([ofResource.id]);
    expect(await list("?status=completed")).toEqual([ofResource.id, plain.id]);
    expect(await list("?status=failed")).toEqual([]);
    await expect.poll(() => list("?status=retrying")).toEqual([kept.id]);
    expect(await list("?event=none")).toEqual([]);
  });

  it.for(["pending", "processing", "retrying", "completed", "failed", "canceled"])(
    "know the status %s",
    async (status, { tenant, api }) => {
      ok(await api.send("GET", `/workspaces/${tenant.workspaceId}/events?status=${status}`), EventsPage);
    },
  );

  it("refuse a status that is none", async ({ tenant, api }) => {
    badRequest(await api.send("GET", `/workspaces/${tenant.workspaceId}/events?status=done`), "status");
  });

  it("show the whole organization to a machine, and nothing of another", async ({ server, tenant, api }) => {
    const sibling = await makeWorkspace(api);
    const other = await server.tenant();
    await emit(server.as(other), other.workspaceId);
    const [a, b] = [await emit(api, tenant.workspaceId), await emit(api, sibling.id)];
    expect(ok(await api.send("GET", "/events"), EventsPage).records.map(({ id }) => id)).toEqual([b.id, a.id]);
  });
});
