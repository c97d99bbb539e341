import { describe, expect } from "vitest";
import { ActionData } from "#lib/contracts/action-data.ts";
import { Connection, ConnectionCreated } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { badRequest, ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import type { ApiClient } from "#lib/testing/api/api-client.ts";
import { emit, makeRule, uniqueName, untilEnded } from "#lib/testing/api/factories.ts";
import type { Received } from "#lib/testing/api/receiver.ts";
import { it as base } from "#lib/testing/server/test.ts";

const MAILERLITE_TOKEN = "eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiI0In0.c2ln";
const ACTIVECAMPAIGN_KEY = "0a1b2c3d".repeat(9);
const CUSTOMER_IO_KEY = "0123456789abcdef0123";
const GROUP = "139922467361457777";
const PERSON = { id: "7", email: "ada@example.com", first_name: "Ada", last_name: "Lovelace", ip_address: "8.8.8.8" };

/** What a provider answers to this request when the credentials are right. */
type Answers = Readonly<Record<string, unknown>>;

const PROVIDERS = [
  {
    type: "activecampaign",
    metadata: { api_url: "https://acme.api-us1.com/admin/", api_key: ACTIVECAMPAIGN_KEY },
    shown: {
      api_url: "https://acme.api-us1.com",
      api_key: SECRET_MASK,
      account_label: "acme.api-us1.com (a@b.example)",
    },
    isGood: ({ headers }: Received) => headers["api-token"] === ACTIVECAMPAIGN_KEY,
    wrongKey: { key: "api_key", value: "f".repeat(72), status: 403 },
    answers: {
      "GET /users/me": { user: { username: "a", email: "a@b.example", id: "1" } },
      "GET /lists?limit=100&offset=0": { lists: [{ id: "5", name: "News" }], meta: { total: "1" } },
      "GET /tags?limit=100&offset=0": { tags: [], meta: { total: "0" } },
      "GET /fields?limit=100&offset=0": { fields: [], fieldOptions: [], meta: { total: "0" } },
      "POST /contact/sync": { contact: { id: "113" } },
      "GET /contacts/113/contactLists": { contactLists: [] },
      "POST /contactLists": {},
    },
    actionData: { lists: [{ id: "5", name: "News" }], tags: [] },
    rule: { action: "add_to_list", id: "5" },
    requests: [
      ["POST /contact/sync", { contact: { email: "ada@example.com", firstName: "Ada", lastName: "Lovelace" } }],
      ["GET /contacts/113/contactLists", undefined],
      ["POST /contactLists", { contactList: { list: "5", contact: "113", status: "1" } }],
    ],
  },
  {
    type: "mailerlite",
    metadata: { api_key: MAILERLITE_TOKEN },
    shown: { api_key: SECRET_MASK, account_id: "unknown", account_label: "MailerLite account" },
    isGood: ({ headers }: Received) => headers.authorization === `Bearer ${MAILERLITE_TOKEN}`,
    wrongKey: { key: "api_key", value: `${MAILERLITE_TOKEN}x`, status: 401 },
    answers: {
      "GET /groups?limit=1": { data: [{ id: GROUP, name: "News" }], meta: { last_page: 1 } },
      "GET /groups?limit=100&page=1&sort=name": { data: [{ id: GROUP, name: "News" }], meta: { last_page: 1 } },
      "GET /fields?limit=100&page=1": { data: [], meta: { last_page: 1 } },
      "POST /subscribers": { data: { id: "1" } },
    },
    actionData: { groups: [{ id: GROUP, name: "News" }] },
    rule: { action: "add_to_group", id: GROUP },
    requests: [
      [
        "POST /subscribers",
        { email: "ada@example.com", fields: { name: "Ada", last_name: "Lovelace" }, groups: [GROUP] },
      ],
    ],
  },
  {
    type: "customer_io",
    metadata: { region: "EU", cdpApiKey: CUSTOMER_IO_KEY },
    shown: { region: "EU", cdpApiKey: SECRET_MASK, account_label: "Customer.io workspace (EU)" },
    isGood: ({ headers }: Received) =>
      headers.authorization === `Basic ${Buffer.from(`${CUSTOMER_IO_KEY}:`).toString("base64")}`,
    wrongKey: { key: "cdpApiKey", value: "f".repeat(20), status: 401 },
    answers: { "POST /identify": {}, "POST /track": {} },
    actionData: {},
    rule: { action: "track_event", event_name_override: "Signed up" },
    requests: [
      [
        "POST /identify",
        expect.objectContaining({ userId: "7", traits: expect.objectContaining({ first_name: "Ada" }) }),
      ],
      ["POST /track", expect.objectContaining({ userId: "7", event: "Signed up", properties: {} })],
    ],
  },
];

const it = base.override("variables", ({ fileReceiver }) => {
  const { origin } = new URL(fileReceiver.url);
  const addresses = PROVIDERS.map(({ type }) => [`MESHES_PROVIDER_${type.toUpperCase()}_API_URL`, `${origin}/${type}`]);
  return Object.fromEntries(addresses);
});

describe.each(PROVIDERS)("$type, connected by a key", (given) => {
  const { type, metadata, wrongKey } = given;
  const answers: Answers = given.answers;
  const nameOf = ({ method, path }: Received) => `${method} ${path.slice(type.length + 1)}`;

  it.beforeEach(({ receiver: provider }) => {
    provider.behave((received) => {
      if (!given.isGood(received)) return { status: wrongKey.status };
      // Customer.io's only way to try a key is a call that it must refuse.
      if (received.body === '{"type":"track"}') return { status: 400 };
      const answer = answers[nameOf(received)];
      return answer === undefined ? { status: 404 } : { status: 200, body: JSON.stringify(answer) };
    });
  });

  const connect = (tenant: Tenant, api: ApiClient, fields: object = {}) => {
    const body = { workspace: tenant.workspaceId, type, name: uniqueName(type), metadata: { ...metadata, ...fields } };
    return api.send("POST", "/connections", body);
  };

  it("is verified when it is saved, shows its account and no key, and keeps the key under its mask", async ({
    tenant,
    api,
  }) => {
    const { connection } = ok(await connect(tenant, api), ConnectionCreated, 201);
    expect(connection.metadata).toMatchObject(given.shown);
    const body = { name: "Renamed", metadata: connection.metadata };
    expect(ok(await api.send("PUT", `/connections/${connection.id}`, body), Connection).metadata).toMatchObject(
      given.shown,
    );
  });

  it("shows a refused key at its field, and saves nothing", async ({ tenant, api }) => {
    const answer = refused(await connect(tenant, api, { [wrongKey.key]: wrongKey.value }), "UnprocessableEntity");
    expect(errorParams(answer)).toEqual([`metadata.${wrongKey.key}`]);
    const strange = refused(await connect(tenant, api, { [wrongKey.key]: "no key" }), "UnprocessableEntity");
    expect(errorParams(strange)).toEqual([`metadata.${wrongKey.key}`]);
    expect(JSON.stringify(strange)).not.toContain("no key");
  });

  it("delivers an event by the default mapping to what a rule has chosen", async ({
    tenant,
    api,
    receiver: provider,
  }) => {
    const { connection } = ok(await connect(tenant, api), ConnectionCreated, 201);
    const data = ok(await api.send("GET", `/connections/${connection.id}/actions`), ActionData);
    expect(data).toEqual({ ...given.actionData, actions: expect.any(Object) });
    const event = uniqueName("signup");
    await makeRule(api, connection, { event, metadata: given.rule });
    provider.received.length = 0;
    const { id } = await emit(api, tenant.workspaceId, { event, payload: PERSON });
    expect((await untilEnded(api, id)).status).toBe("completed");
    const sent = provider.received.map((received) => [
      nameOf(received),
      received.body === "" ? undefined : JSON.parse(received.body),
    ]);
    expect(sent).toEqual(given.requests);
  });
});

it("refuses a rule whose event would act at Customer.io, at its field", async ({ tenant, api, receiver: provider }) => {
  provider.behave(() => ({ status: 400 }));
  const metadata = { region: "EU", cdpApiKey: CUSTOMER_IO_KEY };
  const body = { workspace: tenant.workspaceId, type: "customer_io", name: uniqueName("CIO"), metadata };
  const { connection } = ok(await api.send("POST", "/connections", body), ConnectionCreated, 201);
  const rule = { action: "track_event", event_name_override: "User Deleted" };
  const answer = await api.send("POST", "/rules", {
    workspace: tenant.workspaceId,
    connection: connection.id,
    event: "user.left",
    metadata: rule,
  });
  badRequest(answer, "metadata.event_name_override");
});
