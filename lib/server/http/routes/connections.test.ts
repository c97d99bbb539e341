import { describe, expect } from "vitest";
import {
  Connection,
  ConnectionCreated,
  ConnectionsPage,
  ConnectionSummariesPage,
  DeletedConnection,
} from "#lib/contracts/connections.ts";
import { EventDetail } from "#lib/contracts/events.ts";
import { IntegrationsPage } from "#lib/contracts/integrations.ts";
import { Rule, RulesPage } from "#lib/contracts/rules.ts";
import { connectionMemory } from "#lib/server/engine/worker/connection-memory.ts";
import { builtInDestinations, createDestinations } from "#lib/server/providers/registry.ts";
import { badRequest, ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import type { ApiClient } from "#lib/testing/api/api-client.ts";
import { RESOURCE_SCOPE } from "#lib/testing/api/api-fixture.ts";
import { emit, makeRule, makeWebhook, makeWorkspace, NOWHERE, uniqueName } from "#lib/testing/api/factories.ts";
import { startTestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const it = base.override("variables", { MESHES_RETRY_SCHEDULE: "1h" }).extend("calls", ({ tenant, api }) => ({
  create: (fields: object = {}) =>
    api.send("POST", "/connections", {
      workspace: tenant.workspaceId,
      type: "webhook",
      name: uniqueName("Hook"),
      metadata,
      ...fields,
    }),
  put: (id: string, fields: object = {}) =>
    api.send("PUT", `/connections/${id}`, { name: uniqueName("Hook"), metadata, ...fields }),
}));

const metadata = { url: NOWHERE, skip_test: true };

describe("creating a connection", () => {
  it("answers 201 with the connection, wrapped and active", async ({ tenant, calls }) => {
    const { connection } = ok(await calls.create({ name: "My Hook_1 -" }), ConnectionCreated, 201);
    expect(connection).toMatchObject({
      workspace: tenant.workspaceId,
      type: "webhook",
      name: "My Hook_1 -",
      active: true,
      hidden: false,
      created_by: tenant.accessKey,
    });
    expect(connection).not.toHaveProperty("inactive_reason");
    expect(ok(await calls.create({ hidden: true }), ConnectionCreated, 201).connection.hidden).toBe(true);
  });

  it("refuses a name that the workspace has, whatever the type, and takes it elsewhere", async ({ api, calls }) => {
    const { connection } = ok(await calls.create(), ConnectionCreated, 201);
    const { name } = connection;
    expect(errorParams(refused(await calls.create({ name }), "Conflict"))).toEqual(["name"]);
    ok(await calls.create({ name, workspace: (await makeWorkspace(api)).id }), ConnectionCreated, 201);
    await api.send("DELETE", `/connections/${connection.id}`);
    ok(await calls.create({ name }), ConnectionCreated, 201);
  });

  it.for([
    ["workspace", { workspace: undefined }],
    ["workspace", { workspace: 7 }],
    ["type", { type: undefined }],
    ["type", { type: "fax" }],
    ["type", { type: "Webhook" }],
    ["type", { type: "constructor" }],
    ["name", { name: undefined }],
    ["name", { name: "a".repeat(129) }],
    ["name", { name: "a/b" }],
    ["metadata", { metadata: undefined }],
    ["metadata", { metadata: [] }],
    ["metadata", { metadata: "url" }],
    ["metadata", { metadata: null }],
    ["hidden", { hidden: "yes" }],
  ] as const)("names the parameter at fault: %s in %j", async ([param, fields], { calls }) => {
    badRequest(await calls.create(fields), param);
  });

  it("names every parameter at fault at once", async ({ api }) => {
    expect(errorParams(refused(await api.send("POST", "/connections", {}), "BadRequest"))).toEqual([
      "workspace",
      "type",
      "name",
      "metadata",
    ]);
  });

  it("says plainly that a destination which this build does not have cannot be connected here", async () => {
    const small = await startTestServer({}, undefined, createDestinations([]));
    try {
      const own = await small.tenant();
      const body = { workspace: own.workspaceId, type: "webhook", name: "Hook", metadata: { url: NOWHERE } };
      const { error } = badRequest(await small.as(own).send("POST", "/connections", body), "type");
      expect(error.data?.[0]?.msg).toBe("This integration is not available on this server");
    } finally {
      await small.close();
    }
  });
});

describe("changing a connection", () => {
  it("answers the connection, bare, and keeps what is not named", async ({ tenant, calls }) => {
    const { connection } = ok(await calls.create({ hidden: true }), ConnectionCreated, 201);
    const changed = ok(await calls.put(connection.id, { name: "Renamed" }), Connection);
    expect(changed).toMatchObject({ id: connection.id, name: "Renamed", hidden: true, type: "webhook" });
    expect(ok(await calls.put(connection.id, { hidden: false }), Connection).hidden).toBe(false);
    expect(ok(await calls.put(connection.id, { workspace: "x", type: "slack" }), Connection)).toMatchObject({
      type: "webhook",
      workspace: tenant.workspaceId,
    });
  });

  it("refuses the name of another, and takes its own", async ({ tenant, api, calls }) => {
    const [first, second] = [await makeWebhook(api, tenant.workspaceId), await makeWebhook(api, tenant.workspaceId)];
    expect(errorParams(refused(await calls.put(first.id, { name: second.name }), "Conflict"))).toEqual(["name"]);
    ok(await calls.put(first.id, { name: first.name }), Connection);
  });

  it.for([
    ["name", { name: undefined }],
    ["metadata", { metadata: undefined }],
    ["hidden", { hidden: 1 }],
    ["metadata.url", { metadata: {} }],
  ] as const)("names the parameter at fault: %s", async ([param, fields], { tenant, api, calls }) => {
    badRequest(await calls.put((await makeWebhook(api, tenant.workspaceId)).id, fields), param);
  });

  it("activates what a 410 had deactivated, and runs what waited", async ({ tenant, api, receiver, calls }) => {
    receiver.behave(() => ({ status: 410 }));
    const connection = await makeWebhook(api, tenant.workspaceId, { url: receiver.url });
    await makeRule(api, connection);
    const event = await emit(api, tenant.workspaceId);
    const off = await until("the connection to be inactive", async () => {
      const found = ok(await api.send("GET", `/connections/${connection.id}`), Connection);
      return found.active ? undefined : found;
    });
    expect(off.inactive_reason).toBe("manually_inactivated");
    receiver.behave(() => ({ status: 200 }));
    const on = ok(await calls.put(connection.id, { metadata: { url: receiver.url, skip_test: true } }), Connection);
    expect(on.active).toBe(true);
    expect(on).not.toHaveProperty("inactive_reason");
    await until(
      "the delivery to end",
      async () => ok(await api.send("GET", `/events/${event.id}`), EventDetail).status === "completed",
    );
  });
});

describe("deleting a connection", () => {
  const remove = (api: ApiClient, id: string, body?: object) => api.send("DELETE", `/connections/${id}`, body);

  it("answers its id and type, and then it is gone", async ({ tenant, api, calls }) => {
    const { id } = await makeWebhook(api, tenant.workspaceId);
    expect(ok(await remove(api, id), DeletedConnection)).toEqual({ id, type: "webhook" });
    refused(await remove(api, id), "NotFound");
    refused(await api.send("GET", `/connections/${id}`), "NotFound");
    refused(await calls.put(id), "NotFound");
    expect(ok(await api.send("GET", "/connections"), ConnectionsPage).records).toEqual([]);
  });

  it("is refused while active rules use it, unless forced, and takes the rules along", async ({ tenant, api }) => {
    const connection = await makeWebhook(api, tenant.workspaceId);
    const rule = await makeRule(api, connection);
    for (const body of [undefined, {}, { force_delete: false }])
      refused(await remove(api, connection.id, body), "Conflict");
    ok(await api.send("GET", `/rules/${rule.id}`), Rule);
    ok(await remove(api, connection.id, { force_delete: true }), DeletedConnection);
    refused(await api.send("GET", `/rules/${rule.id}`), "NotFound");
    expect(ok(await api.send("GET", "/rules"), RulesPage).records).toEqual([]);
  });

  it("needs no force when its rules are inactive or gone", async ({ tenant, api }) => {
    const [idle, bare] = [await makeWebhook(api, tenant.workspaceId), await makeWebhook(api, tenant.workspaceId)];
    await makeRule(api, idle, { active: false });
    await api.send("DELETE", `/rules/${(await makeRule(api, bare)).id}`);
    ok(await remove(api, idle.id), DeletedConnection);
    ok(await remove(api, bare.id), DeletedConnection);
  });

  it("takes only true or false for force_delete", async ({ tenant, api }) => {
    badRequest(
      await remove(api, (await makeWebhook(api, tenant.workspaceId)).id, { force_delete: "yes" }),
      "force_delete",
    );
  });

  it("erases its settings and secrets, and leaves its name to the history", async ({
    server,
    tenant,
    api,
    receiver,
  }) => {
    const connection = await makeWebhook(api, tenant.workspaceId, { url: receiver.url });
    const rule = await makeRule(api, connection);
    const event = await emit(api, tenant.workspaceId);
    await until(
      "the delivery to end",
      async () => ok(await api.send("GET", `/events/${event.id}`), EventDetail).status === "completed",
    );
    await remove(api, connection.id, { force_delete: true });
    const { rows } = await server.database.pool.query(
      "select metadata, secrets_sealed from connections where id = $1",
      [connection.id],
    );
    expect(rows).toEqual([{ metadata: {}, secrets_sealed: null }]);
    const { rule_events } = ok(await api.send("GET", `/events/${event.id}`), EventDetail);
    expect(rule_events).toMatchObject([
      { rule: rule.id, connection_name: connection.name, connection_deleted: true, rule_deleted: true },
    ]);
  });

  it("erases everything that belongs to it, in every table but the history", async ({ server, tenant, api }) => {
    const { pool } = server.database;
    const connection = await makeWebhook(api, tenant.workspaceId);
    const kept = await makeWebhook(api, tenant.workspaceId);
    for (const { id } of [connection, kept]) {
      await connectionMemory(pool, id).remember("contact ann@example.com", "42");
      await pool.query("insert into provider_pace (key, tokens) values ($1, 1)", [id]);
      await pool.query(
        "insert into action_data (connection_id, key, items, read_at) values ($1, 'lists', '[]', now())",
        [id],
      );
    }
    const { rows } = await pool.query<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'connection_id'`,
    );
    const history = [
      "rules",
      "rule_events",
      "attempts",
      "retry_items",
      "delivery_stats",
      "stat_changes",
      "oauth_attempts",
    ];
    const own = rows.map(({ name }) => name).filter((name) => !history.includes(name));
    expect(own).toEqual(expect.arrayContaining(["connection_memory", "action_data", "mappings", "field_catalogs"]));
    const left = async (id: string) => {
      const counts = own.map((name) => `(select count(*)::int from ${name} where connection_id = $1)`);
      const sql = `select ${counts.join(" + ")} + (select count(*)::int from provider_pace where key = $1::text) as n`;
      return (await pool.query<{ n: number }>(sql, [id])).rows[0]?.n ?? 0;
    };
    expect(await left(connection.id)).toBeGreaterThanOrEqual(3);
    ok(await remove(api, connection.id), DeletedConnection);
    expect(await left(connection.id)).toBe(0);
    expect(await left(kept.id)).toBeGreaterThanOrEqual(3);
    // A delivery that was under way ends after it.
    await connectionMemory(pool, connection.id).remember("contact ann@example.com", "42");
    expect(await left(connection.id)).toBe(0);
  });

  it("cancels what was still to be delivered", async ({ tenant, api, receiver }) => {
    receiver.behave(() => ({ status: 503 }));
    const connection = await makeWebhook(api, tenant.workspaceId, { url: receiver.url });
    await makeRule(api, connection);
    const event = await emit(api, tenant.workspaceId);
    await until(
      "the delivery to wait",
      async () => ok(await api.send("GET", `/events/${event.id}`), EventDetail).status === "retrying",
    );
    await remove(api, connection.id, { force_delete: true });
    expect(ok(await api.send("GET", `/events/${event.id}`), EventDetail)).toMatchObject({
      status: "canceled",
      rule_events: [{ status: "canceled" }],
    });
  });
});

describe("the lists of connections", () => {
  it("show the whole organization or one workspace, newest first", async ({ server, tenant, api }) => {
    const sibling = await makeWorkspace(api);
    const [a, b] = [await makeWebhook(api, tenant.workspaceId), await makeWebhook(api, sibling.id)];
    const other = await server.tenant();
    await makeWebhook(server.as(other), other.workspaceId);
    const ids = async (path: string) => ok(await api.send("GET", path), ConnectionsPage).records.map(({ id }) => id);
    expect(await ids("/connections")).toEqual([b.id, a.id]);
    expect(await ids(`/workspaces/${sibling.id}/connections`)).toEqual([b.id]);
  });

  it("show a resource session no more than it needs to make a rule", async ({ tenant, api, sessionOf }) => {
    const connection = await makeWebhook(api, tenant.workspaceId, { auth_scheme: "bearer", auth_token: "t" });
    const session = await sessionOf({ session_type: "resource", role: "owner", ...RESOURCE_SCOPE });
    const page = ok(
      await session.send("GET", `/workspaces/${tenant.workspaceId}/connections`),
      ConnectionSummariesPage,
    );
    expect(page.records).toEqual([{ id: connection.id, name: connection.name, type: "webhook", active: true }]);
  });
});

describe("the catalog of integrations", () => {
  it("shows what this server can deliver to", async ({ api }) => {
    const page = ok(await api.send("GET", "/integrations"), IntegrationsPage);
    expect(page).toMatchObject({ count: builtInDestinations.all.length, next_cursor: null });
    const types = page.records.map(({ type }) => type);
    expect(types).toEqual(types.toSorted());
    const webhook = page.records.find(({ type }) => type === "webhook");
    expect(webhook).toMatchObject({
      authentication: { type: "none" },
      actions: { send_webhook: { key: "send_webhook" } },
    });
    expect(webhook?.authentication.fields?.map(({ key }) => key)).toContain("url");
  });
});
