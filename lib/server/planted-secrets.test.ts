import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { IntegrationType } from "#lib/contracts/integrations.ts";
import { SEALED_COLUMNS } from "#lib/server/cli/secrets.ts";
import { connections, oauthTokens } from "#lib/server/db/schema/connections.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import { sealSecrets } from "#lib/server/domain/connections/provider-access.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import type { Destination } from "#lib/server/providers/contract.ts";
import { builtInDestinations } from "#lib/server/providers/registry.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { apiClient, type ApiClient } from "#lib/testing/api/api-client.ts";
import { emit, mintSession, uniqueName } from "#lib/testing/api/factories.ts";
import { startReceiver, type Received, type Receiver } from "#lib/testing/api/receiver.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";

// A provider that repeats whatever it is told, in every kind of answer, and every secret planted with a name of its own.
const planted: string[] = [];
const plant = (what: string) => {
  const secret = `planted-${what}-${randomBytes(12).toString("hex")}`;
  planted.push(secret);
  return secret;
};

const destinations = builtInDestinations.all.filter(({ integration }) => integration.type !== "webhook");
const logged: string[] = [];
const answered: string[] = [];

let provider: Receiver;
let server: TestServer;
let tenant: Tenant;
let api: ApiClient;
let owner: ApiClient;

const STATUSES = [400, 500, 200, 422, 429, 403, 404, 401, 409, 503];

function repeat({ headers, body, path }: Received, index: number) {
  const status = STATUSES[index % STATUSES.length] ?? 400;
  const text = JSON.stringify({
    message: `${path} ${body} ${JSON.stringify(headers)}`,
    error: headers.authorization,
    headers,
  });
  return {
    status,
    headers: { "content-type": "application/json", "x-repeated": headers.authorization ?? "" },
    body: text,
  };
}

beforeAll(async () => {
  provider = await startReceiver();
  provider.behave(repeat);
  const { origin } = new URL(provider.url);
  const variables = IntegrationType.options
    .filter((type) => type !== "webhook")
    .flatMap((type) => {
      const prefix = `MESHES_PROVIDER_${type.toUpperCase()}`;
      return [
        [`${prefix}_API_URL`, origin],
        [`${prefix}_TOKEN_URL`, `${origin}/token`],
        [`${prefix}_AUTHORIZE_URL`, `${origin}/authorize`],
        [`${prefix}_CLIENT_ID`, `client-of-${type}`],
        [`${prefix}_CLIENT_SECRET`, plant(`client-secret-${type}`)],
        [`${prefix}_BOT_TOKEN`, plant(`bot-${type}`)],
      ];
    });
  const log = createLog("trace", { write: (line: string) => void logged.push(line) });
  server = await startTestServer(Object.fromEntries(variables), log);
  tenant = await server.tenant();
  api = listening(server.as(tenant));
  const session = await mintSession(server.as(tenant), tenant, { role: "owner", scopes: ["events.payload:read"] });
  owner = listening(apiClient(server.url, { kind: "bearer", token: session.access_token }));
});

afterAll(async () => {
  await server.close();
  await provider.close();
});

function listening(client: ApiClient): ApiClient {
  return {
    send: async (...request) => {
      const answer = await client.send(...request);
      answered.push(answer.text, ...[...answer.headers].map(([name, value]) => `${name}: ${value}`));
      return answer;
    },
  };
}

const metadataOf = ({ integration }: Destination) =>
  Object.fromEntries(
    (integration.authentication.fields ?? [])
      .filter(({ type }) => type !== "password")
      .map(({ key, options, validate }) => [
        key,
        options?.[0]?.value ?? (validate === "url" ? "https://a.api-us1.com" : "us6"),
      ]),
  );

const secretsOf = ({ integration }: Destination) =>
  Object.fromEntries(
    (integration.authentication.fields ?? [])
      .filter(({ type }) => type === "password")
      .map(({ key }) => [key, plant(`${integration.type}-${key}`)]),
  );

/** Stored directly: no provider would take these keys. */
async function store(destination: Destination): Promise<string> {
  const id = uuidv7();
  const { type } = destination.integration;
  const { db, sealer } = server.app;
  const known = { account_id: "1", account_label: "Account", guild_id: "1", company_id: "1", user_id: "1" };
  await db.insert(connections).values({
    id,
    workspaceId: tenant.workspaceId,
    type,
    name: uniqueName(type),
    metadata: { ...metadataOf(destination), ...known },
    secretsSealed: await sealSecrets(sealer, id, secretsOf(destination)),
    createdBy: "test",
  });
  if (destination.oauth === undefined) return id;
  const tokens = { access_token: plant(`${type}-access`), refresh_token: plant(`${type}-refresh`) };
  const tokensSealed = await sealer.seal(JSON.stringify(tokens), `oauth_tokens/${id}/tokens`);
  await db.insert(oauthTokens).values({ id, workspaceId: tenant.workspaceId, tokensSealed });
  return id;
}

async function makeRules(destination: Destination, connectionId: string): Promise<void> {
  for (const [action, { fields = [] }] of Object.entries(destination.integration.actions)) {
    const metadata = {
      action,
      ...Object.fromEntries(fields.map((key) => [key, key === "from" ? "a@example.com" : "1"])),
    };
    const row = {
      workspaceId: tenant.workspaceId,
      connectionId,
      type: destination.integration.type,
      createdBy: "test",
    };
    await server.app.db.insert(rules).values({ ...row, id: uuidv7(), event: "planted", metadata });
  }
}

async function useEverything(destination: Destination, id: string): Promise<void> {
  const { type, authentication } = destination.integration;
  const path = `/connections/${id}`;
  for (const caller of [api, owner]) {
    for (const read of ["", "/actions", "/fields?refresh=true", "/mappings/default"])
      await caller.send("GET", path + read);
    for (let tries = 0; tries < 3; tries += 1) await caller.send("POST", `${path}/test`);
  }
  const secrets = secretsOf(destination);
  const metadata = { ...metadataOf(destination), ...secrets };
  const body = { workspace: tenant.workspaceId, type, name: uniqueName(type), metadata };
  await owner.send("POST", "/connections", body);
  await owner.send("PUT", path, { name: uniqueName(type), metadata });
  if (authentication.type === "oauth") {
    await owner.send("POST", `/workspaces/${tenant.workspaceId}/oauth-attempts`, { type });
  }
}

async function attemptEverything(): Promise<void> {
  const { id } = await emit(api, tenant.workspaceId, {
    event: "planted",
    payload: { email: "ann@example.com", name: "Ann" },
  });
  const { pool } = server.database;
  await until("every delivery to be tried or to wait", async () => {
    const { rows } = await pool.query<{ open: number }>(
      `select count(*)::int as open from rule_events
       where event_id = $1 and waiting_since is null and status <> 'failed'
         and not exists (select from attempts a where a.rule_event_id = rule_events.id)`,
      [id],
    );
    return rows[0]?.open === 0;
  });
  const { rows } = await pool.query<{ rule_id: string; id: string }>(
    "select rule_id, id from attempts where event_id = $1",
    [id],
  );
  expect(rows.length).toBeGreaterThan(destinations.length);
  for (const { rule_id: rule, id: attempt } of rows) {
    const path = `/events/${id}/rules/${rule}/attempts`;
    await owner.send("GET", path);
    await owner.send("GET", `${path}/${attempt}/response-details`);
  }
  for (const read of ["/connections", "/rules", "/events", "/integrations"]) await api.send("GET", read);
  for (const read of ["connections", "rules", "events", "metrics"]) {
    await owner.send("GET", `/workspaces/${tenant.workspaceId}/${read}`);
  }
}

/** Everything that is stored and not sealed. */
async function stored(): Promise<string[]> {
  const { pool } = server.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const sealed = SEALED_COLUMNS.filter(({ table }) => table === name).map(({ column }) => column);
      const { rows } = await pool.query<{ text: string }>(
        `select (to_jsonb(t) - $1::text[])::text as text from "${name}" t`,
        [sealed],
      );
      return rows.map(({ text }) => `${name}: ${text}`);
    }),
  );
  return texts.flat();
}

/** A secret as it is, and as it travels. */
function spellings(secret: string): string[] {
  const client = /^planted-client-secret-(\w+)-/.exec(secret)?.[1] ?? "";
  const inBasic = [`${secret}:`, `anystring:${secret}`, `client-of-${client}:${secret}`];
  const encoded = inBasic.map((text) => Buffer.from(text).toString("base64").replace(/=+$/, ""));
  return [secret, encodeURIComponent(secret), ...encoded];
}

it(
  "shows no secret in any log line, answer, error, attempt or clear column, whatever providers repeat",
  { timeout: 120_000 },
  async () => {
    const ids = new Map<string, Destination>();
    for (const destination of destinations) ids.set(await store(destination), destination);
    for (const [id, destination] of ids) {
      await makeRules(destination, id);
      await useEverything(destination, id);
    }
    for (const id of ids.keys()) await api.send("PATCH", `/connections/${id}`, { active: true });
    await attemptEverything();
    const inDatabase = await stored();
    for (const id of ids.keys()) await owner.send("DELETE", `/connections/${id}`, { force_delete: true });

    // Every provider did get a secret of its own, so there was something to find.
    const sent = provider.received.map(({ headers, body }) => JSON.stringify(headers) + body).join("\n");
    const arrived = planted.filter((secret) => spellings(secret).some((text) => sent.includes(text)));
    const silent = destinations.filter(
      ({ integration: { type } }) => !arrived.some((secret) => secret.includes(`-${type}-`)),
    );
    expect(silent.map(({ integration }) => integration.type)).toEqual([]);
    const shown = [...logged, ...answered, ...inDatabase, ...(await stored())];
    const found = planted.flatMap((secret) =>
      spellings(secret).flatMap((text) =>
        shown.filter((line) => line.includes(text)).map((line) => `${secret} in ${line.slice(0, 300)}`),
      ),
    );
    expect(found).toEqual([]);
  },
);
