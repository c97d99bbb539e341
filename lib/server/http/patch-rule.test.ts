import { describe, expect } from "vitest";
import { EventDetail } from "#lib/contracts/events.ts";
import { Rule } from "#lib/contracts/rules.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import type { ApiClient } from "#lib/testing/api/api-client.ts";
import { RESOURCE_SCOPE } from "#lib/testing/api/api-fixture.ts";
import { emit, makeRule, makeWebhook } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const it = base
  .override("variables", { MESHES_RETRY_SCHEDULE: "1h" })
  .extend("connection", ({ api, tenant }) => makeWebhook(api, tenant.workspaceId));

const patch = (api: ApiClient, rule: Rule, body?: unknown, caller: ApiClient = api) =>
  caller.send("PATCH", `/rules/${rule.id}`, body);

/** How many rules the event is matched by. */
async function matches(tenant: Tenant, api: ApiClient, fields: object): Promise<number | undefined> {
  const { id } = await emit(api, tenant.workspaceId, fields);
  return ok(await api.send("GET", `/events/${id}`), EventDetail).total_rules;
}

describe("changing a rule", () => {
  it("changes what is sent and keeps the rest", async ({ api, connection }) => {
    const rule = await makeRule(api, connection, RESOURCE_SCOPE);
    const metadata = { action: "send_webhook", note: "new" };
    const changed = ok(await patch(api, rule, { event: "user.gone", metadata }), Rule);
    expect(changed).toEqual({
      ...rule,
      event: "user.gone",
      metadata,
      version: (rule.version ?? 0) + 1,
      updated_at: changed.updated_at,
    });
    expect(ok(await api.send("GET", `/rules/${rule.id}`), Rule)).toEqual(changed);
  });

  it("clears a filter with null, and sets one", async ({ api, connection }) => {
    const rule = await makeRule(api, connection, RESOURCE_SCOPE);
    const cleared = ok(await patch(api, rule, { resource: null, resource_id: null }), Rule);
    expect(cleared).not.toHaveProperty("resource");
    expect(cleared).not.toHaveProperty("resource_id");
    expect(ok(await patch(api, rule, { resource: "order" }), Rule)).toMatchObject({ resource: "order" });
  });

  it.for([[{}], [undefined], [{ connection: "x", hidden: true }]] as const)(
    "changes nothing with %j",
    async ([body], { api, connection }) => {
      const rule = await makeRule(api, connection);
      expect(ok(await patch(api, rule, body), Rule)).toEqual(rule);
    },
  );

  it("decides about the very next event", async ({ tenant, api, connection }) => {
    const rule = await makeRule(api, connection);
    expect(await matches(tenant, api, {})).toBe(1);
    ok(await patch(api, rule, { active: false }), Rule);
    expect(await matches(tenant, api, {})).toBe(0);
    ok(await patch(api, rule, { active: true, event: "user.gone" }), Rule);
    expect(await matches(tenant, api, {})).toBe(0);
    expect(await matches(tenant, api, { event: "user.gone" })).toBe(1);
    ok(await patch(api, rule, RESOURCE_SCOPE), Rule);
    expect(await matches(tenant, api, { event: "user.gone" })).toBe(0);
    expect(await matches(tenant, api, { event: "user.gone", ...RESOURCE_SCOPE })).toBe(1);
  });

  it.for([
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
  ] as const)("answers 400 with the parameter %s for %j", async ([param, body], { api, connection }) => {
    const rule = await makeRule(api, connection);
    badRequest(await patch(api, rule, body), param);
    expect(ok(await api.send("GET", `/rules/${rule.id}`), Rule)).toEqual(rule);
  });

  it("answers 409 when an identical rule exists", async ({ api, connection }) => {
    const rule = await makeRule(api, connection);
    await makeRule(api, connection, { event: "user.gone" });
    refused(await patch(api, rule, { event: "user.gone" }), "Conflict");
    expect(ok(await api.send("GET", `/rules/${rule.id}`), Rule)).toEqual(rule);
  });

  it("answers 404 for a rule that was deleted", async ({ api, connection }) => {
    const rule = await makeRule(api, connection);
    await api.send("DELETE", `/rules/${rule.id}`);
    refused(await patch(api, rule, { active: true }), "NotFound");
  });

  it("keeps every change when several come at once", async ({ api, connection }) => {
    const rule = await makeRule(api, connection);
    const changes = [{ event: "a" }, { resource: "b" }, { resource_id: "c" }, { active: false }];
    for (const answer of await Promise.all(changes.map((body) => patch(api, rule, body)))) ok(answer, Rule);
    const found = ok(await api.send("GET", `/rules/${rule.id}`), Rule);
    expect(found).toMatchObject({ event: "a", resource: "b", resource_id: "c", active: false });
  });
});

it("a delivery of an inactive rule cannot be started again by hand", async ({ tenant, api, connection }) => {
  const rule = await makeRule(api, connection);
  const { id } = await emit(api, tenant.workspaceId);
  await until("the first attempt to fail", async () => {
    const { status } = ok(await api.send("GET", `/events/${id}`), EventDetail);
    return status === "retrying";
  });
  ok(await patch(api, rule, { active: false }), Rule);
  refused(await api.send("POST", `/events/${id}/rules/${rule.id}/retry`), "UnprocessableEntity");
  ok(await patch(api, rule, { active: true }), Rule);
  expect((await api.send("POST", `/events/${id}/rules/${rule.id}/retry`)).status).toBe(200);
});

describe("a resource session", () => {
  const SESSION = { session_type: "resource", role: "admin", ...RESOURCE_SCOPE };

  it("changes rules of its resource", async ({ api, connection, sessionOf }) => {
    const rule = await makeRule(api, connection, RESOURCE_SCOPE);
    const changed = ok(
      await patch(api, rule, { active: false, event: "b", ...RESOURCE_SCOPE }, await sessionOf(SESSION)),
      Rule,
    );
    expect(changed).toMatchObject({ active: false, event: "b", ...RESOURCE_SCOPE });
  });

  it.for([[{ resource: null }], [{ resource_id: null }], [{ resource_id: "43" }], [{ resource: "order" }]] as const)(
    "cannot move a rule out of its resource: 403 for %j",
    async ([body], { api, connection, sessionOf }) => {
      const rule = await makeRule(api, connection, RESOURCE_SCOPE);
      refused(await patch(api, rule, body, await sessionOf(SESSION)), "Forbidden");
      expect(ok(await api.send("GET", `/rules/${rule.id}`), Rule)).toEqual(rule);
    },
  );

  it("does not find rules outside its resource, and cannot draw one in", async ({ api, connection, sessionOf }) => {
    const rule = await makeRule(api, connection);
    refused(await patch(api, rule, RESOURCE_SCOPE, await sessionOf(SESSION)), "NotFound");
  });
});
