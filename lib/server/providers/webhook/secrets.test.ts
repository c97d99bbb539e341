import { randomBytes } from "node:crypto";
import { describe, expect } from "vitest";
import { AttemptsPage, ResponseDetails } from "#lib/contracts/attempts.ts";
import { Connection, ConnectionsPage } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { badRequest, ok } from "#lib/testing/api/answers.ts";
import { apiClient, machineToken, type ApiClient } from "#lib/testing/api/api-client.ts";
import { emit, makeRule, makeWebhook, mintSession, untilEnded } from "#lib/testing/api/factories.ts";
import { startReceiver } from "#lib/testing/api/receiver.ts";
import { TEST_KEYS } from "#lib/testing/server/test-env.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const lines: string[] = [];

const it = base
  .override("log", () => createLog("trace", { write: (line: string) => void lines.push(line) }))
  .extend("calls", ({ tenant, api, receiver }) => {
    const connect = (metadata: object = {}) => makeWebhook(api, tenant.workspaceId, { url: receiver.url, ...metadata });
    const put = (connection: Connection, metadata: object) =>
      api.send("PUT", `/connections/${connection.id}`, {
        name: connection.name,
        metadata: { url: receiver.url, skip_test: true, ...metadata },
      });
    async function deliveredHeaders(connection: Connection) {
      const rule = await makeRule(api, connection);
      const before = receiver.received.length;
      await emit(api, tenant.workspaceId);
      const { headers } = await until("the delivery to arrive", () => receiver.received[before]);
      await api.send("DELETE", `/rules/${rule.id}`);
      return headers;
    }
    return { connect, put, deliveredHeaders };
  });

const planted = (name: string) => `planted-${name}-${randomBytes(9).toString("base64url")}`;

describe("a stored secret", () => {
  const all = () => ({
    auth_scheme: "bearer",
    auth_token: planted("token"),
    hmac_algorithm: "sha256",
    hmac_secret: planted("hmac"),
  });

  it("comes back as the mask from everywhere, and one that is not set does not come back", async ({
    tenant,
    api,
    calls,
  }) => {
    const connection = await calls.connect(all());
    const masked = { auth_token: SECRET_MASK, hmac_secret: SECRET_MASK };
    expect(connection.metadata).toMatchObject(masked);
    const found = ok(await api.send("GET", `/connections/${connection.id}`), Connection);
    expect(found.metadata).toMatchObject({ ...masked, signing_secret: SECRET_MASK });
    expect(found.metadata).not.toHaveProperty("auth_password");
    expect(ok(await calls.put(connection, { ...all() }), Connection).metadata).toMatchObject({
      ...masked,
      signing_secret: SECRET_MASK,
    });
    for (const path of ["/connections", `/workspaces/${tenant.workspaceId}/connections`]) {
      expect(ok(await api.send("GET", path), ConnectionsPage).records[0]?.metadata).toMatchObject({
        ...masked,
        signing_secret: SECRET_MASK,
      });
    }
  });

  it.for([[SECRET_MASK], [undefined], [""]] as const)(
    "is kept when the change sends %j for it",
    async ([sent], { calls }) => {
      const secrets = all();
      const connection = await calls.connect(secrets);
      ok(await calls.put(connection, { ...secrets, auth_token: sent, hmac_secret: sent }), Connection);
      const headers = await calls.deliveredHeaders(connection);
      expect(headers.authorization).toBe(`Bearer ${secrets.auth_token}`);
      expect(headers).toHaveProperty("x-meshes-signature");
    },
  );

  it("is replaced by a new one", async ({ calls }) => {
    const connection = await calls.connect(all());
    const next = planted("next");
    ok(await calls.put(connection, { ...all(), auth_token: next }), Connection);
    expect((await calls.deliveredHeaders(connection)).authorization).toBe(`Bearer ${next}`);
  });

  it("is kept on another path of the same host", async ({ receiver, calls }) => {
    const secrets = all();
    const connection = await calls.connect(secrets);
    ok(
      await calls.put(connection, { auth_scheme: "bearer", auth_token: SECRET_MASK, url: `${receiver.url}/other?x=1` }),
      Connection,
    );
    expect((await calls.deliveredHeaders(connection)).authorization).toBe(`Bearer ${secrets.auth_token}`);
  });

  it("is never sent to another host: whoever changes the address enters it again", async ({ receiver, calls }) => {
    const other = await startReceiver();
    const schemes = [
      [{ auth_scheme: "bearer", auth_token: planted("token") }, "auth_token"],
      [{ auth_scheme: "basic", auth_username: "u", auth_password: planted("password") }, "auth_password"],
      [{ auth_scheme: "header", auth_header_name: "X-Key", auth_header_value: planted("value") }, "auth_header_value"],
      [{ hmac_algorithm: "sha256", hmac_secret: planted("hmac") }, "hmac_secret"],
    ] as const;
    const elsewhere = [other.url, receiver.url.replace("127.0.0.1", "localhost"), "https://example.com/hook"];
    for (const [metadata, key] of schemes) {
      const connection = await calls.connect(metadata);
      for (const url of elsewhere) {
        for (const sent of [SECRET_MASK, undefined, ""]) {
          badRequest(
            await calls.put(connection, { ...metadata, [key]: sent, url, skip_test: false }),
            `metadata.${key}`,
          );
        }
      }
      ok(await calls.put(connection, { ...metadata, [key]: planted("again"), url: other.url }), Connection);
    }
    expect(JSON.stringify(other.received)).not.toContain("planted");
    await other.close();
  });

  it("is forgotten with its scheme", async ({ calls }) => {
    const secrets = all();
    const connection = await calls.connect(secrets);
    expect(ok(await calls.put(connection, {}), Connection).metadata).not.toHaveProperty("auth_token");
    badRequest(await calls.put(connection, { auth_scheme: "bearer" }), "metadata.auth_token");
    badRequest(await calls.put(connection, { hmac_algorithm: "sha256" }), "metadata.hmac_secret");
  });

  it("cannot be the mask itself", async ({ tenant, api, receiver }) => {
    const body = {
      workspace: tenant.workspaceId,
      type: "webhook",
      name: "Masked",
      metadata: { url: receiver.url, skip_test: true, auth_scheme: "bearer", auth_token: SECRET_MASK },
    };
    badRequest(await api.send("POST", "/connections", body), "metadata.auth_token");
  });
});

describe("the value of a custom header whose name says that it is a secret", () => {
  const headersOf = ({ metadata }: Connection) => metadata["custom_headers"];
  const masked = [
    { name: "X-Api-Key", value: SECRET_MASK },
    { name: "X-Team", value: "core" },
  ];
  const all = () => ({ custom_headers: [{ name: "X-Api-Key", value: planted("header") }, masked[1]] });

  it("comes back as the mask, which keeps it, as nothing does", async ({ calls }) => {
    const metadata = all();
    const connection = await calls.connect(metadata);
    expect(headersOf(connection)).toEqual(masked);
    for (const value of [SECRET_MASK, ""]) {
      const custom_headers = [{ name: "x-api-KEY", value }, masked[1]];
      expect(ok(await calls.put(connection, { custom_headers }), Connection).metadata).toMatchObject({
        custom_headers: [{ name: "x-api-KEY", value: SECRET_MASK }, masked[1]],
      });
      const headers = await calls.deliveredHeaders(connection);
      expect(headers).toMatchObject({ "x-api-key": metadata.custom_headers[0]?.value, "x-team": "core" });
    }
  });

  it("is replaced by a new one, and forgotten with its header", async ({ calls }) => {
    const connection = await calls.connect(all());
    const next = planted("next");
    ok(await calls.put(connection, { custom_headers: [{ name: "X-Api-Key", value: next }] }), Connection);
    expect((await calls.deliveredHeaders(connection))["x-api-key"]).toBe(next);
    expect(headersOf(ok(await calls.put(connection, { custom_headers: [] }), Connection))).toEqual([]);
    expect(await calls.deliveredHeaders(connection)).not.toHaveProperty("x-api-key");
    badRequest(await calls.put(connection, { custom_headers: masked }), "metadata.custom_headers[0].value");
  });

  it("is never sent to another host, nor under another name", async ({ receiver, calls }) => {
    const connection = await calls.connect(all());
    const url = receiver.url.replace("127.0.0.1", "localhost");
    for (const value of [SECRET_MASK, ""]) {
      const custom_headers = [{ name: "X-Api-Key", value }];
      badRequest(await calls.put(connection, { custom_headers, url }), "metadata.custom_headers[0].value");
    }
    const renamed = [{ name: "X-Other-Key", value: SECRET_MASK }];
    badRequest(await calls.put(connection, { custom_headers: renamed }), "metadata.custom_headers[0].value");
  });

  it("may be missing, and is sealed at rest", async ({ server, calls }) => {
    const [empty] = [{ name: "X-Api-Key", value: "" }];
    expect(headersOf(await calls.connect({ custom_headers: [empty] }))).toEqual([empty]);
    const metadata = all();
    const { id } = await calls.connect(metadata);
    const { rows } = await server.database.pool.query("select * from connections where id = $1", [id]);
    expect(JSON.stringify(rows)).not.toContain(metadata.custom_headers[0]?.value);
  });

  it("is masked and kept also where it was stored in clear, and sealed by the next save", async ({
    server,
    api,
    calls,
  }) => {
    const metadata = all();
    const secret = metadata.custom_headers[0]?.value;
    const connection = await calls.connect({ custom_headers: [] });
    const sql = "update connections set metadata = metadata || $2, updated_at = now() where id = $1";
    await server.database.pool.query(sql, [connection.id, JSON.stringify(metadata)]);
    expect(headersOf(ok(await api.send("GET", `/connections/${connection.id}`), Connection))).toEqual(masked);
    expect((await calls.deliveredHeaders(connection))["x-api-key"]).toBe(secret);
    ok(await calls.put(connection, { custom_headers: masked }), Connection);
    expect((await calls.deliveredHeaders(connection))["x-api-key"]).toBe(secret);
    const { rows } = await server.database.pool.query("select * from connections where id = $1", [connection.id]);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

describe("the signing secret", () => {
  it("is shown when it is made, and never again", async ({ api, calls }) => {
    const connection = await calls.connect();
    const shown = connection.metadata["signing_secret"];
    expect(shown).toMatch(/^whsec_/);
    expect(ok(await api.send("GET", `/connections/${connection.id}`), Connection).metadata["signing_secret"]).toBe(
      SECRET_MASK,
    );
    expect(ok(await calls.put(connection, {}), Connection).metadata["signing_secret"]).toBe(SECRET_MASK);
    const rotated = ok(await calls.put(connection, { rotate_signing_secret: true }), Connection).metadata[
      "signing_secret"
    ];
    expect(rotated).toMatch(/^whsec_/);
    expect(rotated).not.toBe(shown);
    const later = ok(await api.send("GET", `/connections/${connection.id}`), Connection);
    expect(later.metadata["signing_secret"]).toBe(SECRET_MASK);
    expect(Object.keys(later.metadata).filter((key) => key.startsWith("previous") || key.includes("rotate"))).toEqual(
      [],
    );
  });

  it("cannot be chosen by the caller", async ({ calls }) => {
    const connection = await calls.connect({ signing_secret: "whsec_bWluZQ==" });
    expect(connection.metadata["signing_secret"]).not.toBe("whsec_bWluZQ==");
  });

  it("survives a change of host, where it is never sent", async ({ calls }) => {
    const other = await startReceiver();
    const connection = await calls.connect();
    expect(ok(await calls.put(connection, { url: other.url }), Connection).metadata["signing_secret"]).toBe(
      SECRET_MASK,
    );
    await other.close();
  });
});

describe("secrets at rest", () => {
  const sealedOf = async (server: TestServer, id: string): Promise<string> =>
    (await server.database.pool.query("select secrets_sealed from connections where id = $1", [id])).rows[0]
      .secrets_sealed;

  it("are sealed, each time differently", async ({ server, calls }) => {
    const secrets = { auth_scheme: "bearer", auth_token: planted("token") };
    const [a, b] = [await calls.connect(secrets), await calls.connect(secrets)];
    expect(await sealedOf(server, a.id)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await sealedOf(server, a.id)).not.toBe(await sealedOf(server, b.id));
  });

  it("do not open in another row", async ({ server, tenant, api, calls }) => {
    const victim = await calls.connect({ auth_scheme: "bearer", auth_token: planted("token") });
    const thief = await calls.connect();
    await server.database.pool.query("update connections set secrets_sealed = $2 where id = $1", [
      thief.id,
      await sealedOf(server, victim.id),
    ]);
    expect((await api.send("GET", `/connections/${thief.id}`)).status).toBe(500);
    expect((await calls.put(thief, { auth_scheme: "bearer" })).status).toBe(500);
    const other = await server.tenant();
    await server.database.pool.query(
      "update machine_keys set secret_sealed = (select secret_sealed from machine_keys where access_key = $2) where access_key = $1",
      [other.accessKey, tenant.accessKey],
    );
    expect((await server.as({ ...other, secretKey: tenant.secretKey }).send("GET", "/workspaces")).status).toBe(500);
    await server.database.pool.query("delete from connections where id = $1", [thief.id]);
  });
});

describe("planted secrets", () => {
  it("appear in no answer, no log line, no attempt and no table", async ({ server, tenant, api, receiver, calls }) => {
    // An endpoint that repeats everything it got, as debugging endpoints do.
    receiver.behave(({ headers, body }) => ({
      status: 400,
      headers: { "x-echo": String(headers.authorization ?? headers["x-key"]) },
      body: JSON.stringify({ headers, body }),
    }));
    const secrets = {
      password: planted('pass"word'),
      token: planted("token"),
      value: planted("value"),
      hmac: planted("hmac"),
      header: planted("header"),
    };
    const variants = [
      { auth_scheme: "basic", auth_username: "ann", auth_password: secrets.password },
      { auth_scheme: "bearer", auth_token: secrets.token },
      { auth_scheme: "header", auth_header_name: "X-Key", auth_header_value: secrets.value },
      {
        hmac_algorithm: "sha512",
        hmac_secret: secrets.hmac,
        custom_headers: [{ name: "X-Secret-Thing", value: secrets.header }],
      },
    ];
    const answers: string[] = [];
    const read = async (path: string, as: ApiClient = api) => {
      const answer = await as.send("GET", path);
      answers.push(answer.text);
      return answer;
    };
    const session = await mintSession(api, tenant, { role: "owner", scopes: ["events.payload:read"] });
    const embedded = apiClient(server.url, { kind: "bearer", token: session.access_token });
    const signing: string[] = [];
    for (const metadata of variants) {
      const connection = await calls.connect(metadata);
      signing.push(String(connection.metadata["signing_secret"]));
      answers.push(JSON.stringify({ ...connection, metadata: { ...connection.metadata, signing_secret: undefined } }));
      const rule = await makeRule(api, connection);
      const event = await emit(api, tenant.workspaceId);
      await untilEnded(api, event.id);
      const path = `/events/${event.id}/rules/${rule.id}/attempts`;
      const { records } = ok(await read(path), AttemptsPage);
      const details = ok(await read(`${path}/${records[0]?.id}/response-details`), ResponseDetails);
      expect(details.body).toContain('"webhook-id"');
      for (const as of [api, embedded]) {
        await read(`/connections/${connection.id}`, as);
        await read(`/events/${event.id}`, as);
        await read(`/events/${event.id}/payload`, as);
        await read(`${path}/${records[0]?.id}`, as);
        await read(`${path}/${records[0]?.id}/response-details`, as);
        await read(`/workspaces/${tenant.workspaceId}/connections`, as);
        await read(`/workspaces/${tenant.workspaceId}/metrics`, as);
      }
      answers.push((await calls.put(connection, { ...metadata, custom_headers: [{ name: "Host", value: "x" }] })).text);
      answers.push((await calls.put(connection, { ...metadata, skip_test: false })).text);
      await api.send("DELETE", `/rules/${rule.id}`);
    }
    const basic = Buffer.from(`ann:${secrets.password}`).toString("base64");
    const forms = Object.values(secrets).flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
    const hidden = [...forms, basic, ...signing, tenant.secretKey];
    const { rows } = await server.database.pool.query(`
      select (select json_agg(c) from connections c)::text as connections, (select json_agg(k) from machine_keys k)::text as keys,
        (select json_agg(a) from attempts a)::text as attempts, (select json_agg(d) from attempt_details d)::text as details,
        (select json_agg(r) from rule_events r)::text as rule_events, (select json_agg(s) from sessions s)::text as sessions`);
    const tables = JSON.stringify(rows);
    for (const secret of hidden) {
      expect(answers.join("\n")).not.toContain(secret);
      expect(tables).not.toContain(secret);
    }
    for (const token of [session.access_token, session.launch_token]) expect(tables).not.toContain(token);
  });

  it("appear in no log line, whatever happens to them", async ({ server, tenant, api, publishableKey: key, calls }) => {
    const token = await machineToken(tenant);
    const session = await mintSession(api, tenant);
    const secret = planted("token");
    const connection = await calls.connect({ auth_scheme: "bearer", auth_token: secret });
    const bearer = (value: string) => apiClient(server.url, { kind: "bearer", token: value });
    await bearer(token).send("GET", "/workspaces");
    await bearer(`${token}x`).send("GET", "/workspaces");
    await bearer(session.access_token).send("GET", `/session?token=${session.access_token}`);
    await bearer(session.launch_token).send("GET", `/nothing?launch=${session.launch_token}`);
    await apiClient(server.url, { kind: "publishable", key }).send("POST", "/events", "{");
    await apiClient(server.url, { kind: "publishable", key: `${key}x` }).send("POST", "/events", {});
    await server.database.pool.query("alter table rules rename to rules_away");
    await api.send("POST", "/rules", {
      workspace: tenant.workspaceId,
      connection: connection.id,
      event: "a",
      metadata: { action: "send_webhook", note: secret },
    });
    await server.database.pool.query("alter table rules_away rename to rules");
    await server.database.pool.query("update connections set secrets_sealed = 'broken' where id = $1", [connection.id]);
    await api.send("GET", `/connections/${connection.id}`);
    await server.database.pool.query("delete from connections where id = $1", [connection.id]);
    const log = await until("the failures to be logged", () => {
      const text = lines.join("");
      return (text.match(/"A request failed"/g)?.length ?? 0) >= 2 ? text : undefined;
    });
    const keys = Object.values(TEST_KEYS).map((value) => value.split(":")[1] ?? "");
    for (const hidden of [tenant.secretKey, token, key, session.access_token, session.launch_token, secret, ...keys]) {
      expect(log).not.toContain(hidden);
    }
    expect(log).toContain("/api/v1/session");
  });
});
