import { describe, expect } from "vitest";
import { EventDetail } from "#lib/contracts/events.ts";
import { DeletedRule, Rule, RuleCreated, RulesPage } from "#lib/contracts/rules.ts";
import { badRequest, ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiClient } from "#lib/testing/api/api-client.ts";
import { RESOURCE_SCOPE } from "#lib/testing/api/api-fixture.ts";
import { emit, makeRule, makeWebhook, makeWorkspace, mintSession } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";

const it = base
  .extend("connection", ({ api, tenant }) => makeWebhook(api, tenant.workspaceId))
  .extend("calls", ({ tenant, api, connection }) => {
    const bodyOf = (fields: object = {}) => ({
      workspace: tenant.workspaceId,
      connection: connection.id,
      event: "user.signup",
      metadata: { action: "send_webhook" },
      ...fields,
    });
    const create = (fields: object = {}, caller: ApiClient = api) => caller.send("POST", "/rules", bodyOf(fields));
    return { bodyOf, create };
  });

describe("creating a rule", () => {
  it("answers 201 with the rule, wrapped, of the type of its connection", async ({ tenant, api, calls }) => {
    const { rule } = ok(await calls.create(), RuleCreated, 201);
    expect(rule).toMatchObject({
      ...calls.bodyOf(),
      type: "webhook",
      active: true,
      hidden: false,
      created_by: tenant.accessKey,
    });
    expect(rule).not.toHaveProperty("resource");
    expect(rule).not.toHaveProperty("resource_id");
    expect(ok(await api.send("GET", `/rules/${rule.id}`), Rule)).toEqual(rule);
  });

  it("matches what was typed with white space around it, for any resource id, and takes null for what it may leave out", async ({
    tenant,
    api,
    calls,
  }) => {
    const typed = { event: "user.signup ", resource: " account", resource_id: " user@example.com/7 " };
    const { rule } = ok(await calls.create(typed), RuleCreated, 201);
    expect(rule).toMatchObject({ event: "user.signup", resource: "account", resource_id: "user@example.com/7" });
    const sent = { resource: "account", resource_id: "user@example.com/7" };
    const event = await emit(api, tenant.workspaceId, { event: " user.signup", ...sent });
    expect(ok(await api.send("GET", `/events/${event.id}`), EventDetail).total_rules).toBe(1);
    const open = { resource: null, resource_id: null, hidden: null, metadata: { action: "send_webhook", id: null } };
    expect(ok(await calls.create(open), RuleCreated, 201).rule).not.toHaveProperty("resource");
    const found = ok(await api.send("GET", `/rules?event=${encodeURIComponent("user.signup ")}`), RulesPage);
    expect(found.count).toBe(2);
  });

  it("keeps every key of its metadata", async ({ calls }) => {
    const metadata = { action: "send_webhook", id: "5", note: "mine", nested: { list: [1, null, "x"] } };
    const { rule } = ok(
      await calls.create({ metadata, active: false, hidden: true, ...RESOURCE_SCOPE }),
      RuleCreated,
      201,
    );
    expect(rule).toMatchObject({ metadata, active: false, hidden: true, ...RESOURCE_SCOPE });
  });

  it.for([
    ["workspace", { workspace: undefined }],
    ["connection", { connection: undefined }],
    ["connection", { connection: 5 }],
    ["event", { event: undefined }],
    ["event", { event: "" }],
    ["event", { event: "a".repeat(129) }],
    ["event", { event: "a\nb" }],
    ["resource", { resource: "" }],
    ["event", { event: "user.signup\u200e" }],
    ["resource_id", { resource_id: "" }],
    ["resource_id", { resource_id: "a\nb" }],
    ["resource_id", { resource_id: "a".repeat(256) }],
    ["resource_id", { resource_id: 42 }],
    ["metadata", { metadata: undefined }],
    ["metadata", { metadata: [] }],
    ["metadata.action", { metadata: {} }],
    ["metadata.action", { metadata: { action: "" } }],
    ["metadata.action", { metadata: { action: 1 } }],
    ["metadata.id", { metadata: { action: "send_webhook", id: 5 } }],
    ["metadata.id", { metadata: { action: "send_webhook", id: "x".repeat(257) } }],
    ["metadata.option_value", { metadata: { action: "send_webhook", option_value: {} } }],
    ["active", { active: "yes" }],
  ] as const)("names the parameter at fault: %s in %j", async ([param, fields], { calls }) => {
    badRequest(await calls.create(fields), param);
  });

  it.for(["send_fax", "SEND_WEBHOOK", "constructor", "__proto__", "toString", "hasOwnProperty"])(
    "refuses the action %s",
    async (action, { calls }) => {
      const { error } = badRequest(await calls.create({ metadata: { action } }), "metadata.action");
      expect(error.data?.[0]?.msg).toMatch(/send_webhook/);
    },
  );

  it("is not fooled by metadata that brings a prototype", async ({ api, calls }) => {
    const text = JSON.stringify(calls.bodyOf()).replace('"metadata":{', '"metadata":{"__proto__":{"polluted":true},');
    const { rule } = ok(await api.send("POST", "/rules", text), RuleCreated, 201);
    expect(Reflect.get(rule.metadata, "polluted")).toBeUndefined();
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("refuses an identical rule, whatever its switches", async ({ calls }) => {
    ok(await calls.create({ ...RESOURCE_SCOPE }), RuleCreated, 201);
    refused(await calls.create({ ...RESOURCE_SCOPE }), "Conflict");
    refused(await calls.create({ ...RESOURCE_SCOPE, active: false, hidden: true }), "Conflict");
    refused(await calls.create({ ...RESOURCE_SCOPE, metadata: { action: "send_webhook", note: "other" } }), "Conflict");
  });

  it("takes a rule that differs in anything that counts", async ({ tenant, api, calls }) => {
    ok(await calls.create(), RuleCreated, 201);
    const other = await makeWebhook(api, tenant.workspaceId);
    const variants = [
      { event: "user.login" },
      { resource: "account" },
      { resource: "account", resource_id: "42" },
      { resource_id: "42" },
      { connection: other.id },
      { metadata: { action: "send_webhook", id: "5" } },
    ];
    for (const fields of variants) ok(await calls.create(fields), RuleCreated, 201);
  });

  it("can be made again after it was deleted", async ({ api, calls }) => {
    const { rule } = ok(await calls.create(), RuleCreated, 201);
    ok(await api.send("DELETE", `/rules/${rule.id}`), DeletedRule);
    ok(await calls.create(), RuleCreated, 201);
  });

  it("makes one of several identical ones at once", async ({ calls }) => {
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await calls.create()).status));
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409]);
  });

  it("knows no connection of another workspace and none that was deleted", async ({ api, connection, calls }) => {
    const sibling = await makeWorkspace(api);
    const elsewhere = await makeWebhook(api, sibling.id);
    refused(await calls.create({ connection: elsewhere.id }), "NotFound");
    refused(await calls.create({ workspace: sibling.id }), "NotFound");
    await api.send("DELETE", `/connections/${connection.id}`);
    refused(await calls.create(), "NotFound");
  });

  it("works from that moment on", async ({ tenant, api, connection }) => {
    await makeRule(api, connection);
    const event = await emit(api, tenant.workspaceId);
    expect(ok(await api.send("GET", `/events/${event.id}`), EventDetail).total_rules).toBe(1);
  });
});

describe("which rules match", () => {
  it.for([
    [{}, {}, 1],
    [{}, RESOURCE_SCOPE, 1],
    [{ resource: "account" }, RESOURCE_SCOPE, 1],
    [{ resource: "account" }, { resource: "account" }, 1],
    [{ resource: "account" }, {}, 0],
    [{ resource: "global" }, {}, 1],
    [{ resource_id: "42" }, RESOURCE_SCOPE, 1],
    [{ resource_id: "42" }, {}, 0],
    [RESOURCE_SCOPE, RESOURCE_SCOPE, 1],
    [RESOURCE_SCOPE, { resource: "account", resource_id: "43" }, 0],
    [{ active: false }, {}, 0],
    [{ event: "user.*" }, {}, 0],
    [{ event: "USER.SIGNUP" }, {}, 0],
  ] as const)("a rule with %j for an event with %j: %i", async ([rule, event, total], { tenant, api, connection }) => {
    await makeRule(api, connection, rule);
    const { id } = await emit(api, tenant.workspaceId, event);
    expect(ok(await api.send("GET", `/events/${id}`), EventDetail)).toMatchObject({ total_rules: total });
  });
});

describe("deleting a rule", () => {
  it("answers what it was, and then it is gone", async ({ api, connection }) => {
    const rule = await makeRule(api, connection, RESOURCE_SCOPE);
    const deleted = ok(await api.send("DELETE", `/rules/${rule.id}`), DeletedRule);
    expect(deleted).toEqual({
      id: rule.id,
      connection: connection.id,
      type: "webhook",
      event: "user.signup",
      ...RESOURCE_SCOPE,
    });
    refused(await api.send("GET", `/rules/${rule.id}`), "NotFound");
    refused(await api.send("DELETE", `/rules/${rule.id}`), "NotFound");
  });

  it("leaves out the filters that it did not have", async ({ api, connection }) => {
    const rule = await makeRule(api, connection);
    expect(Object.keys(ok(await api.send("DELETE", `/rules/${rule.id}`), DeletedRule)).toSorted()).toEqual([
      "connection",
      "event",
      "id",
      "type",
    ]);
  });

  it("happens once when it is asked for several times at once", async ({ api, connection }) => {
    const rule = await makeRule(api, connection);
    const statuses = await Promise.all(
      Array.from({ length: 5 }, async () => (await api.send("DELETE", `/rules/${rule.id}`)).status),
    );
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 404, 404, 404, 404]);
  });
});

describe("the lists of rules", () => {
  it("filter by event, resource and its id, in the organization and in a workspace", async ({
    tenant,
    api,
    connection,
  }) => {
    const sibling = await makeWorkspace(api);
    const elsewhere = await makeRule(api, await makeWebhook(api, sibling.id), { event: "a" });
    const plain = await makeRule(api, connection, { event: "a" });
    const resource = await makeRule(api, connection, { event: "a", resource: "account" });
    const withId = await makeRule(api, connection, { event: "b", ...RESOURCE_SCOPE });
    const ids = async (path: string) => ok(await api.send("GET", path), RulesPage).records.map(({ id }) => id);
    const own = `/workspaces/${tenant.workspaceId}/rules`;
    expect(await ids("/rules")).toEqual([withId.id, resource.id, plain.id, elsewhere.id]);
    expect(await ids(own)).toEqual([withId.id, resource.id, plain.id]);
    expect(await ids("/rules?event=a")).toEqual([resource.id, plain.id, elsewhere.id]);
    expect(await ids(`${own}?event=a&resource=account`)).toEqual([resource.id]);
    expect(await ids(`${own}?resource_id=42`)).toEqual([withId.id]);
    expect(await ids(`${own}?event=none`)).toEqual([]);
  });
});

describe("a resource session", () => {
  it("makes rules in its resource and nowhere else", async ({ sessionOf, calls }) => {
    const session = await sessionOf({
      session_type: "resource",
      role: "admin",
      external_user_id: "ann",
      ...RESOURCE_SCOPE,
    });
    const { rule } = ok(await calls.create(RESOURCE_SCOPE, session), RuleCreated, 201);
    expect(rule).toMatchObject({ ...RESOURCE_SCOPE, created_by: "session:ann" });
    for (const fields of [
      {},
      { resource: "account" },
      { resource_id: "42" },
      { resource: "account", resource_id: "43" },
      { resource: "other", resource_id: "42" },
    ]) {
      refused(await calls.create(fields, session), "Forbidden");
    }
  });

  it("sees the rules of its resource and none beside them", async ({ tenant, api, connection, sessionOf }) => {
    const session = await sessionOf({ session_type: "resource", ...RESOURCE_SCOPE });
    const mine = await makeRule(api, connection, RESOURCE_SCOPE);
    const others = [
      await makeRule(api, connection),
      await makeRule(api, connection, { resource: "account", resource_id: "43" }),
    ];
    const page = ok(await session.send("GET", `/workspaces/${tenant.workspaceId}/rules`), RulesPage);
    expect(page.records.map(({ id }) => id)).toEqual([mine.id]);
    for (const { id } of others) refused(await session.send("GET", `/rules/${id}`), "NotFound");
    const filtered = ok(await session.send("GET", `/workspaces/${tenant.workspaceId}/rules?resource_id=43`), RulesPage);
    expect(filtered.records).toEqual([]);
  });

  it("deletes only the rules of its resource", async ({ api, connection, sessionOf }) => {
    const session = await sessionOf({ session_type: "resource", role: "owner", ...RESOURCE_SCOPE });
    const [mine, other] = [await makeRule(api, connection, RESOURCE_SCOPE), await makeRule(api, connection)];
    ok(await session.send("DELETE", `/rules/${mine.id}`), DeletedRule);
    refused(await session.send("DELETE", `/rules/${other.id}`), "NotFound");
  });

  it("cannot use a connection of another workspace", async ({ api, sessionOf, calls }) => {
    const session = await sessionOf({ session_type: "resource", role: "owner", ...RESOURCE_SCOPE });
    const elsewhere = await makeWebhook(api, (await makeWorkspace(api)).id);
    refused(await calls.create({ ...RESOURCE_SCOPE, connection: elsewhere.id }, session), "NotFound");
  });
});

it("says who made a rule in a session without a user", async ({ server, tenant, api, calls }) => {
  const minted = await mintSession(api, tenant, { role: "owner" });
  const session = apiClient(server.url, { kind: "bearer", token: minted.access_token });
  const { rule } = ok(await calls.create({}, session), RuleCreated, 201);
  expect(rule.created_by).toBe(`session:${minted.session_id}`);
  expect(errorParams(refused(await calls.create({}, session), "Conflict"))).toEqual([]);
});
