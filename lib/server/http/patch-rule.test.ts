import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Connection } from "#lib/contracts/connections.ts";
import { EventDetail } from "#lib/contracts/events.ts";
import { Rule } from "#lib/contracts/rules.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiClient } from "#lib/testing/api/api-client.ts";
import { RESOURCE_SCOPE } from "#lib/testing/api/api-fixture.ts";
import { emit, makeRule, makeWebhook, mintSession } from "#lib/testing/api/factories.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";

let server: TestServer;
let tenant: Tenant;
let api: ApiClient;
let connection: Connection;

beforeAll(async () => {
  server = await startTestServer({ MESHES_RETRY_SCHEDULE: "1h" });
});
afterAll(() => server.close());

beforeEach(async () => {
  tenant = await server.tenant();
  api = server.as(tenant);
  connection = await makeWebhook(api, tenant.workspaceId);
});

const patch = (rule: Rule, body?: unknown, caller: ApiClient = api) => caller.send("PATCH", `/rules/${rule.id}`, body);

/** How many rules the event is matched by. */
async function matches(fields: object): Promise<number | undefined> {
  const { id } = await emit(api, tenant.workspaceId, fields);
  return ok(await api.send("GET", `/events/${id}`), EventDetail).total_rules;
}

describe("changing a rule", () => {
  it("changes what is sent and keeps the rest", async () => {
    const rule = await makeRule(api, connection, RESOURCE_SCOPE);
    const metadata = { action: "send_webhook", note: "new" };
    const changed = ok(await patch(rule, { event: "user.gone", metadata }), Rule);
    expect(changed).toEqual({
      ...rule,
      event: "user.gone",
      metadata,
      version: (rule.version ?? 0) + 1,
      updated_at: changed.updated_at,
    });
    expect(ok(await api.send("GET", `/rules/${rule.id}`), Rule)).toEqual(changed);
  });

  it("clears a filter with null, and sets one", async () => {
    const rule = await makeRule(api, connection, RESOURCE_SCOPE);
    const cleared = ok(await patch(rule, { resource: null, resource_id: null }), Rule);
    expect(cleared).not.toHaveProperty("resource");
    expect(cleared).not.toHaveProperty("resource_id");
    expect(ok(await patch(rule, { resource: "order" }), Rule)).toMatchObject({ resource: "order" });
  });

  it.each([[{}], [undefined], [{ connection: "x", hidden: true }]])("changes nothing with %j", async (body) => {
    const rule = await makeRule(api, connection);
    expect(ok(await patch(rule, body), Rule)).toEqual(rule);
  });

  it("decides about the very next event", async () => {
    const rule = await makeRule(api, connection);
    expect(await matches({})).toBe(1);
    ok(await patch(rule, { active: false }), Rule);
    expect(await matches({})).toBe(0);
    ok(await patch(rule, { active: true, event: "user.gone" }), Rule);
    expect(await matches({})).toBe(0);
    expect(await matches({ event: "user.gone" })).toBe(1);
    ok(await patch(rule, RESOURCE_SCOPE), Rule);
    expect(await matches({ event: "user.gone" })).toBe(0);
    expect(await matches({ event: "user.gone", ...RESOURCE_SCOPE })).toBe(1);
  });

  it.each([
    ["event", { event: "" }],
    ["event", { event: 7 }],
    ["event", { event: "a".repeat(129) }],
    ["resource", { resource: "" }],
    ["resource_id", { resource_id: "a\u2066b" }],
    ["metadata", { metadata: [] }],
    ["metadata", { metadata: 7 }],
    ["metadata.action", { metadata: {} }],
    ["metadata.action", { metadata: { action: "send_message" } }],
    ["metadata.action", { metadata: { action: "__proto__" } }],
    ["active", { active: "no" }],
  ])("answers 400 with the parameter %s for %j", async (param, body) => {
    const rule = await makeRule(api, connection);
    badRequest(await patch(rule, body), param);
    expect(ok(await api.send("GET", `/rules/${rule.id}`), Rule)).toEqual(rule);
  });

  it("answers 409 when an identical rule exists", async () => {
    const rule = await makeRule(api, connection);
    await makeRule(api, connection, { event: "user.gone" });
    refused(await patch(rule, { event: "user.gone" }), "Conflict");
    expect(ok(await api.send("GET", `/rules/${rule.id}`), Rule)).toEqual(rule);
  });

  it("answers 404 for a rule that was deleted", async () => {
    const rule = await makeRule(api, connection);
    await api.send("DELETE", `/rules/${rule.id}`);
    refused(await patch(rule, { active: true }), "NotFound");
  });

  it("keeps every change when several come at once", async () => {
    const rule = await makeRule(api, connection);
    const changes = [{ event: "a" }, { resource: "b" }, { resource_id: "c" }, { active: false }];
    for (const answer of await Promise.all(changes.map((body) => patch(rule, body)))) ok(answer, Rule);
    const found = ok(await api.send("GET", `/rules/${rule.id}`), Rule);
    expect(found).toMatchObject({ event: "a", resource: "b", resource_id: "c", active: false });
  });
});

it("a delivery of an inactive rule cannot be started again by hand", async () => {
  const rule = await makeRule(api, connection);
  const { id } = await emit(api, tenant.workspaceId);
  await until("the first attempt to fail", async () => {
    const { status } = ok(await api.send("GET", `/events/${id}`), EventDetail);
    return status === "retrying";
  });
  ok(await patch(rule, { active: false }), Rule);
  refused(await api.send("POST", `/events/${id}/rules/${rule.id}/retry`), "UnprocessableEntity");
  ok(await patch(rule, { active: true }), Rule);
  expect((await api.send("POST", `/events/${id}/rules/${rule.id}/retry`)).status).toBe(200);
});

describe("a resource session", () => {
  async function session(): Promise<ApiClient> {
    const fields = { session_type: "resource", role: "admin", ...RESOURCE_SCOPE };
    const { access_token } = await mintSession(api, tenant, fields);
    return apiClient(server.url, { kind: "bearer", token: access_token });
  }

  it("changes rules of its resource", async () => {
    const rule = await makeRule(api, connection, RESOURCE_SCOPE);
    const changed = ok(await patch(rule, { active: false, event: "b", ...RESOURCE_SCOPE }, await session()), Rule);
    expect(changed).toMatchObject({ active: false, event: "b", ...RESOURCE_SCOPE });
  });

  it.each([[{ resource: null }], [{ resource_id: null }], [{ resource_id: "43" }], [{ resource: "order" }]])(
    "cannot move a rule out of its resource: 403 for %j",
    async (body) => {
      const rule = await makeRule(api, connection, RESOURCE_SCOPE);
      refused(await patch(rule, body, await session()), "Forbidden");
      expect(ok(await api.send("GET", `/rules/${rule.id}`), Rule)).toEqual(rule);
    },
  );

  it("does not find rules outside its resource, and cannot draw one in", async () => {
    const rule = await makeRule(api, connection);
    refused(await patch(rule, RESOURCE_SCOPE, await session()), "NotFound");
  });
});
