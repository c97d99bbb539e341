import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ActionData } from "#lib/contracts/action-data.ts";
import { Connection, ConnectionCreated } from "#lib/contracts/connections.ts";
import { FieldCatalog, type CatalogField } from "#lib/contracts/field-catalogs.ts";
import { IntegrationsPage } from "#lib/contracts/integrations.ts";
import { RuleCreated } from "#lib/contracts/rules.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { badRequest, ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiClient } from "#lib/testing/api/api-client.ts";
import { RESOURCE_SCOPE } from "#lib/testing/api/api-fixture.ts";
import { makeWebhook, mintSession } from "#lib/testing/api/factories.ts";
import { startReceiver, type Receiver } from "#lib/testing/api/receiver.ts";
import { accountApi, API_KEY, fakeConnection, withFakeDestination } from "#lib/testing/providers/fake-destination.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";

const EMAIL: CatalogField = { key: "email", type: "string", label: "E-mail", constraints: { format: "email" } };
const AGE: CatalogField = { key: "age", type: "number" };
const ACCOUNT = {
  segments: [
    [
      { id: "1", name: "One" },
      { id: "2", name: "Two" },
    ],
    [{ id: "3", name: "Three" }],
    [],
  ],
  topics: [{ id: "t", title: "News" }],
  fields: [EMAIL, AGE],
};

let server: TestServer;
let provider: Receiver;
let tenant: Tenant;
let api: ApiClient;
let connection: Connection;

beforeAll(async () => {
  server = await startTestServer({ MESHES_DELIVERY_TIMEOUT_MS: "1000" }, undefined, withFakeDestination);
  provider = await startReceiver();
});
afterAll(async () => {
  await server.close();
  await provider.close();
});

beforeEach(async () => {
  provider.behave(accountApi(ACCOUNT));
  tenant = await server.tenant();
  api = server.as(tenant);
  const body = fakeConnection(tenant.workspaceId, provider.url);
  connection = ok(await api.send("POST", "/connections", body), ConnectionCreated, 201).connection;
  provider.received.length = 0;
});

const actions = (id = connection.id, caller = api, query = "") =>
  caller.send("GET", `/connections/${id}/actions${query}`);
async function catalogActions(type: string) {
  const { records } = ok(await api.send("GET", "/integrations"), IntegrationsPage);
  return records.find((integration) => integration.type === type)?.actions;
}
const fields = (query = "", id = connection.id) => api.send("GET", `/connections/${id}/fields${query}`);
const deactivate = (id = connection.id) => api.send("PATCH", `/connections/${id}`, { active: false });

type Behaviour = Parameters<Receiver["behave"]>[0];

/** What a provider can do instead of answering, with a word of what is said about it. */
const TROUBLE: [name: string, behaviour: Behaviour, words: RegExp][] = [
  ["refuses the key", () => ({ status: 401 }), /refused the credentials/],
  ["forbids it", () => ({ status: 403 }), /does not allow/],
  ["has had enough", () => ({ status: 429 }), /too many requests/],
  ["is broken", () => ({ status: 500 }), /answered 500/],
  ["redirects", () => ({ status: 302, headers: { location: "https://example.com" } }), /answered 302/],
  ["says nothing", () => "hang", /in time/],
  ["hangs up", () => "drop", /./],
  ["answers half a document", () => ({ status: 200, body: '{"data": [' }), /understood/],
  ["answers something else", () => ({ status: 200, body: '{"data": 5, "fields": {}}' }), /understood/],
  ["answers too much", () => ({ status: 200, body: `"${"x".repeat(3 * 1024 * 1024)}"` }), /too large/],
];

describe("a destination of its own", () => {
  it("is in the catalog, is tried on save, and takes rules", async () => {
    const { records } = ok(await api.send("GET", "/integrations"), IntegrationsPage);
    expect(records.map(({ name }) => name)).toContain("Made up");
    const wrong = fakeConnection(tenant.workspaceId, provider.url, {
      metadata: { api_url: provider.url, api_key: "wrong" },
    });
    expect(errorParams(refused(await api.send("POST", "/connections", wrong), "UnprocessableEntity"))).toEqual([
      "metadata.api_key",
    ]);
    const rule = { workspace: tenant.workspaceId, connection: connection.id, event: "a" };
    badRequest(await api.send("POST", "/rules", { ...rule, metadata: { action: "add_to_segment" } }), "metadata.id");
    const metadata = { action: "add_to_segment", id: "1" };
    ok(await api.send("POST", "/rules", { ...rule, metadata }), RuleCreated, 201);
  });
});

describe("action data", () => {
  it("is every page of what the account has, by data key", async () => {
    expect(ok(await actions(), ActionData)).toEqual({
      actions: await catalogActions("resend"),
      segments: ACCOUNT.segments.flat(),
      topics: [{ id: "t", name: "News" }],
    });
    expect(provider.received.every(({ headers }) => headers.authorization === `Bearer ${API_KEY}`)).toBe(true);
  });

  it("is one key of it when only that is asked for", async () => {
    expect(ok(await actions(connection.id, api, "?key=topics"), ActionData)).toEqual({
      topics: [{ id: "t", name: "News" }],
    });
    expect(provider.received.map(({ path }) => path)).toEqual(["/hook/topics"]);
    badRequest(await actions(connection.id, api, "?key=__proto__"), "key");
    badRequest(await actions((await makeWebhook(api, tenant.workspaceId)).id, api, "?key=topics"), "key");
  });

  it("is searched by name when that is asked for, of one key, and not kept then", async () => {
    expect(ok(await actions(connection.id, api, "?key=segments&search=T"), ActionData)).toEqual({
      segments: [
        { id: "2", name: "Two" },
        { id: "3", name: "Three" },
      ],
    });
    expect(ok(await actions(connection.id, api, "?key=segments&search=%20four"), ActionData)).toEqual({ segments: [] });
    const kept = await server.database.pool.query("select from action_data where connection_id = $1", [connection.id]);
    expect(kept.rowCount).toBe(0);
    badRequest(await actions(connection.id, api, "?search=one"), "search");
    badRequest(await actions(connection.id, api, "?key=segments&search=%20"), "search");
    badRequest(await actions(connection.id, api, `?key=segments&search=${"x".repeat(81)}`), "search");
    provider.behave(() => ({ status: 503 }));
    refused(await actions(connection.id, api, "?key=segments&search=one"), "UnprocessableEntity");
  });

  it("is kept for a minute, each key of it, and read again on request", async () => {
    const first = ok(await actions(connection.id, api, "?key=segments"), ActionData);
    provider.behave(accountApi({ ...ACCOUNT, segments: [[]] }));
    provider.received.length = 0;
    expect(ok(await actions(), ActionData)).toMatchObject({ ...first, topics: [{ id: "t", name: "News" }] });
    expect(provider.received.map(({ path }) => path)).toEqual(["/hook/topics"]);
    expect(ok(await actions(connection.id, api, "?refresh=true"), ActionData)).toMatchObject({ segments: [] });
    badRequest(await actions(connection.id, api, "?refresh=yes"), "refresh");
  });

  it("is not told from what was read more than a minute ago, also when the provider is away", async () => {
    await actions();
    const age = "update action_data set read_at = read_at - interval '61 seconds' where connection_id = $1";
    const older = "update connections set updated_at = now() - interval '1 hour' where id = $1";
    for (const sql of [age, older]) await server.database.pool.query(sql, [connection.id]);
    provider.behave(() => ({ status: 503 }));
    refused(await actions(), "UnprocessableEntity");
    provider.behave(accountApi({ ...ACCOUNT, segments: [[]] }));
    expect(ok(await actions(), ActionData)).toMatchObject({ segments: [] });
  });

  it("is forgotten with other settings, and with the connection", async () => {
    const count = async () => {
      const sql = "select from action_data where connection_id = $1";
      return (await server.database.pool.query(sql, [connection.id])).rowCount;
    };
    await actions();
    expect(await count()).toBe(2);
    const { workspace: _, ...body } = fakeConnection("", provider.url);
    ok(await api.send("PUT", `/connections/${connection.id}`, body), Connection);
    expect(await count()).toBe(0);
    await actions();
    await api.send("DELETE", `/connections/${connection.id}`);
    expect(await count()).toBe(0);
  });

  it("that was on its way when the settings were saved counts as the old account's", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const asked = new Promise<void>((resolve) => {
      provider.behave(async (received) => {
        if (!received.path.includes("/segments")) return accountApi(ACCOUNT)(received);
        resolve();
        await held;
        return accountApi(ACCOUNT)(received);
      });
    });
    const reading = actions(connection.id, api, "?key=segments");
    await asked;
    ok(await api.send("PUT", `/connections/${connection.id}`, fakeConnection("", provider.url)), Connection);
    provider.behave(accountApi({ ...ACCOUNT, segments: [[]] }));
    release();
    await reading;
    expect(ok(await actions(), ActionData)).toMatchObject({ segments: [] });
  });

  it("comes with the actions of the type, also for a webhook, whose action needs nothing", async () => {
    const webhook = await makeWebhook(api, tenant.workspaceId);
    const answer = ok(await actions(webhook.id), ActionData);
    expect(answer).toEqual({ actions: await catalogActions("webhook") });
    expect(answer.actions).toMatchObject({ send_webhook: { key: "send_webhook", fields: [], data: [] } });
  });

  it("is there for a resource session, which makes rules with it", async () => {
    const { access_token: token } = await mintSession(api, tenant, { session_type: "resource", ...RESOURCE_SCOPE });
    const session = apiClient(server.url, { kind: "bearer", token });
    expect(ok(await actions(connection.id, session), ActionData)).toHaveProperty("segments");
  });

  it.each(TROUBLE)("answers 422 when the provider %s", async (_name, behaviour, words) => {
    provider.behave(behaviour);
    const envelope = refused(await actions(), "UnprocessableEntity");
    expect(errorParams(envelope)).toEqual(["segments", "topics"]);
    expect(envelope.error.message).toMatch(words);
  });

  it("names what could not be read, and gives no half of it", async () => {
    provider.behave((received) =>
      received.path.endsWith("/topics") ? { status: 404 } : accountApi(ACCOUNT)(received),
    );
    expect(errorParams(refused(await actions(), "UnprocessableEntity"))).toEqual(["topics"]);
  });

  it("ends when the provider's pages do not", async () => {
    const page = (next: string) => ({ status: 200, body: JSON.stringify({ data: [], next }) });
    provider.behave(() => page("?page=1"));
    refused(await actions(), "UnprocessableEntity");
    provider.behave((_received, index) => page(`?page=${index}`));
    refused(await actions(), "UnprocessableEntity");
  });

  it("has one deadline for all pages together", async () => {
    provider.behave(async (_received, index) => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      return { status: 200, body: JSON.stringify({ data: [], next: `?page=${index}` }) };
    });
    expect(refused(await actions(), "UnprocessableEntity").error.message).toMatch(/did not answer/);
    expect(provider.received.length).toBeLessThan(40);
  });

  it("is 409 for an inactive connection, of every type", async () => {
    const webhook = await makeWebhook(api, tenant.workspaceId);
    for (const { id } of [webhook, connection]) {
      await deactivate(id);
      refused(await actions(id), "Conflict");
    }
    expect(provider.received).toHaveLength(0);
  });
});

describe("a database whose clock is a moment ahead", () => {
  beforeEach(async () => {
    const set = "update connections set updated_at = now() + interval '2 seconds' where id = $1";
    await server.database.pool.query(set, [connection.id]);
  });

  it.each([
    ["fields", () => fields(), 1],
    ["action data", () => actions(), 4],
  ])("has %s read once, not for each request", async (_name, read, requests) => {
    await read();
    await read();
    expect(provider.received).toHaveLength(requests);
  });
});

describe("the field catalog", () => {
  it("is read when the account is connected, kept, and read again on request", async () => {
    const first = ok(await fields(), FieldCatalog);
    expect(first).toMatchObject({
      workspace_id: tenant.workspaceId,
      connection_id: connection.id,
      integration_type: "resend",
      created_by: tenant.accessKey,
      fields: [EMAIL, AGE],
    });
    expect(ok(await fields("?refresh=false"), FieldCatalog)).toEqual(first);
    expect(provider.received).toHaveLength(0);
    const again = ok(await fields("?refresh=true"), FieldCatalog);
    expect(provider.received).toHaveLength(1);
    expect(again).toEqual({ ...first, refreshed_at: again.refreshed_at });
    expect(again.refreshed_at >= first.refreshed_at).toBe(true);
  });

  it("has another version when its fields change, and the same one whatever their order", async () => {
    const first = ok(await fields(), FieldCatalog);
    provider.behave(accountApi({ ...ACCOUNT, fields: [AGE, EMAIL] }));
    expect(ok(await fields("?refresh=true"), FieldCatalog)).toMatchObject({
      catalog_version: first.catalog_version,
      updated_at: first.updated_at,
    });
    provider.behave(accountApi({ ...ACCOUNT, fields: [EMAIL] }));
    const changed = ok(await fields("?refresh=true"), FieldCatalog);
    expect(changed).toMatchObject({ id: first.id, created_at: first.created_at, fields: [EMAIL] });
    expect(changed.catalog_version).not.toBe(first.catalog_version);
  });

  it("is read again after the settings were saved, because that may be another account", async () => {
    await fields();
    const { workspace: _, ...body } = fakeConnection("", provider.url);
    provider.behave(accountApi({ ...ACCOUNT, fields: [EMAIL] }));
    ok(await api.send("PUT", `/connections/${connection.id}`, body), Connection);
    provider.received.length = 0;
    expect(ok(await fields(), FieldCatalog).fields).toEqual([EMAIL]);
    expect(provider.received).toHaveLength(0);
  });

  it("keeps nobody from connecting an account whose fields cannot be read, and is read when it can", async () => {
    provider.behave((received) => (received.path === "/hook/fields" ? { status: 500 } : accountApi(ACCOUNT)(received)));
    const body = fakeConnection(tenant.workspaceId, provider.url);
    const { id } = ok(await api.send("POST", "/connections", body), ConnectionCreated, 201).connection;
    refused(await fields("", id), "UnprocessableEntity");
    provider.behave(accountApi(ACCOUNT));
    expect(ok(await fields("", id), FieldCatalog).fields).toEqual([EMAIL, AGE]);
  });

  it("is read again when it is a day old", async () => {
    await fields();
    const sql =
      "with c as (update connections set updated_at = now() - interval '3 days' where id = $1) update field_catalogs set refreshed_at = now() - interval '25 hours' where connection_id = $1";
    await server.database.pool.query(sql, [connection.id]);
    provider.received.length = 0;
    await fields();
    expect(provider.received).toHaveLength(1);
  });

  it("is one, also when many ask for it first", async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => fields()));
    expect(new Set(all.map((answer) => ok(answer, FieldCatalog).id)).size).toBe(1);
  });

  it("is empty for a webhook, and has a stable id", async () => {
    const webhook = await makeWebhook(api, tenant.workspaceId);
    const first = ok(await fields("", webhook.id), FieldCatalog);
    expect(first).toMatchObject({ integration_type: "webhook", fields: [] });
    expect(ok(await fields("?refresh=true", webhook.id), FieldCatalog).id).toBe(first.id);
  });

  it.each(TROUBLE)("answers 422 when the provider %s, and keeps what it has", async (_name, behaviour, words) => {
    const stored = ok(await fields(), FieldCatalog);
    provider.behave(behaviour);
    const envelope = refused(await fields("?refresh=true"), "UnprocessableEntity");
    expect(errorParams(envelope)).toEqual(["fields"]);
    expect(envelope.error.message).toMatch(words);
    expect(ok(await fields(), FieldCatalog)).toEqual(stored);
  });

  it("is 409 for an inactive connection, of every type", async () => {
    const webhook = await makeWebhook(api, tenant.workspaceId);
    for (const { id } of [webhook, connection]) {
      await fields("", id);
      await deactivate(id);
      refused(await fields("", id), "Conflict");
      refused(await fields("?refresh=true", id), "Conflict");
    }
  });

  it("holds whatever characters the provider sends", async () => {
    const strange = { key: "a\u0000b", type: "string", label: "\ud800", provider_meta: { "x\u0000": ["\u0000"] } };
    provider.behave(() => ({ status: 200, body: JSON.stringify({ fields: [strange] }) }));
    const { fields: found } = ok(await fields("?refresh=true"), FieldCatalog);
    expect(found).toEqual([
      { key: "a\ufffdb", type: "string", label: "\ufffd", provider_meta: { "x\ufffd": ["\ufffd"] } },
    ]);
    provider.behave(() => ({ status: 200, body: "[".repeat(500_000) + "]".repeat(500_000) }));
    refused(await fields("?refresh=true"), "UnprocessableEntity");
  });

  it("takes true and false for refresh", async () => {
    badRequest(await fields("?refresh=1"), "refresh");
    badRequest(await fields("?refresh="), "refresh");
  });

  it("goes with its connection", async () => {
    await fields();
    await api.send("DELETE", `/connections/${connection.id}`);
    refused(await fields(), "NotFound");
    refused(await actions(), "NotFound");
    const sql = "select from field_catalogs where connection_id = $1";
    expect((await server.database.pool.query(sql, [connection.id])).rowCount).toBe(0);
  });
});
