import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect } from "vitest";
import { Connection, ConnectionCreated } from "#lib/contracts/connections.ts";
import { EventDetail, type AcceptedEvent } from "#lib/contracts/events.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import type { ApiClient } from "#lib/testing/api/api-client.ts";
import { RESOURCE_SCOPE } from "#lib/testing/api/api-fixture.ts";
import { emit, makeRule, makeWebhook, uniqueName } from "#lib/testing/api/factories.ts";
import type { Received, Receiver } from "#lib/testing/api/receiver.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const PAYLOAD = {
  email: "ann@example.com",
  text: 'caf\u00e9 \ud83d\ude00 \u2028 "quoted" </script>',
  n: [1.5, -0, 1e21, null],
};

const it = base
  .override("variables", { MESHES_DELIVERY_TIMEOUT_MS: "1000" })
  .extend("calls", ({ tenant, api, receiver }) => {
    const connect = (metadata: object = {}) => makeWebhook(api, tenant.workspaceId, { url: receiver.url, ...metadata });
    /** Emits an event through this connection and gives what arrived for it. */
    async function deliver(connection: Connection, fields: object = {}) {
      const name = uniqueName("delivered");
      await makeRule(api, connection, { event: name });
      const before = receiver.received.length;
      const event = await emit(api, tenant.workspaceId, { event: name, payload: PAYLOAD, ...fields });
      const received = await until("the delivery to arrive", () => receiver.received[before]);
      return { event, received };
    }
    return { connect, deliver };
  });

async function ruleEventOf(api: ApiClient, event: AcceptedEvent) {
  const [ruleEvent] = ok(await api.send("GET", `/events/${event.id}`), EventDetail).rule_events;
  if (ruleEvent === undefined) throw new Error("The event has no delivery");
  return ruleEvent;
}

function stringHeaders({ headers }: Received): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function hexOf(algorithm: string, secret: string, body: string): string {
  return createHmac(algorithm, Buffer.from(secret, "utf8")).update(Buffer.from(body, "utf8")).digest("hex");
}

function secretOf(connection: Connection): string {
  const secret = connection.metadata["signing_secret"];
  if (typeof secret !== "string") throw new Error("No signing secret was shown");
  return secret;
}

describe("the body", () => {
  it("is the event in its envelope, times in milliseconds", async ({ calls }) => {
    const { event, received } = await calls.deliver(await calls.connect(), RESOURCE_SCOPE);
    const body = JSON.parse(received.body);
    expect(Object.keys(body)).toEqual([
      "uuid",
      "event",
      "resource",
      "resource_id",
      "payload",
      "time_created",
      "time_sent",
    ]);
    expect(body).toMatchObject({
      uuid: event.id,
      event: event.event,
      ...RESOURCE_SCOPE,
      time_created: Date.parse(event.created_at),
    });
    expect(body.payload).toEqual({ ...PAYLOAD, n: [1.5, 0, 1e21, null] });
    expect(body.time_sent).toBeGreaterThanOrEqual(body.time_created);
    expect(Math.abs(Date.now() - body.time_sent)).toBeLessThan(10_000);
    expect(Object.keys(received.headers).filter((name) => name.startsWith("x-meshes-"))).toEqual([]);
  });

  it("names the resource global and no resource id when the event has none", async ({ calls }) => {
    const { received } = await calls.deliver(await calls.connect());
    expect(JSON.parse(received.body)).toMatchObject({ resource: "global", resource_id: null });
  });

  it("is the payload alone in raw mode, with the event in headers", async ({ tenant, calls }) => {
    const { event, received } = await calls.deliver(await calls.connect({ payload_mode: "raw" }), RESOURCE_SCOPE);
    expect(received.body).toBe(JSON.stringify(PAYLOAD));
    expect(received.headers).toMatchObject({
      "x-meshes-event-id": event.id,
      "x-meshes-event": event.event,
      "x-meshes-workspace-id": tenant.workspaceId,
      "x-meshes-resource": RESOURCE_SCOPE.resource,
      "x-meshes-resource-id": RESOURCE_SCOPE.resource_id,
      "x-meshes-created-at": event.created_at,
    });
    expect(received.headers).not.toHaveProperty("x-meshes-test");
  });

  it("leaves the resource id out of the headers when there is none, and encodes what is not ASCII", async ({
    tenant,
    api,
    receiver,
    calls,
  }) => {
    const connection = await calls.connect({ payload_mode: "raw" });
    await makeRule(api, connection, { event: "gr\u00fc\u00df \ud83d\ude00" });
    await emit(api, tenant.workspaceId, { event: "gr\u00fc\u00df \ud83d\ude00", resource: "k\u00e4se" });
    const received = await until("the delivery to arrive", () => receiver.received[0]);
    expect(received.headers).not.toHaveProperty("x-meshes-resource-id");
    expect(decodeURIComponent(String(received.headers["x-meshes-event"]))).toBe("gr\u00fc\u00df \ud83d\ude00");
    expect(decodeURIComponent(String(received.headers["x-meshes-resource"]))).toBe("k\u00e4se");
  });

  it.for(["POST", "PUT", "PATCH"])("is sent with %s as JSON, by us", async (method, { calls }) => {
    const { received } = await calls.deliver(await calls.connect({ http_method: method }));
    expect(received.method).toBe(method);
    expect(received.headers).toMatchObject({ "content-type": "application/json", "user-agent": "Meshes-Webhook/1.0" });
  });
});

describe("authentication", () => {
  it.for([
    [{ auth_scheme: "none" }, {}],
    [
      { auth_scheme: "basic", auth_username: "\u00e4nn", auth_password: "p:\u20ac" },
      { authorization: `Basic ${Buffer.from("\u00e4nn:p:\u20ac").toString("base64")}` },
    ],
    [{ auth_scheme: "bearer", auth_token: "the-token" }, { authorization: "Bearer the-token" }],
    [
      { auth_scheme: "header", auth_header_name: "X-Api-Key", auth_header_value: "the value" },
      { "x-api-key": "the value" },
    ],
  ] as const)("%j is sent as %j", async ([metadata, expected], { calls }) => {
    const { received } = await calls.deliver(await calls.connect(metadata));
    expect(received.headers).toMatchObject(expected);
    if (metadata.auth_scheme === "none") expect(received.headers).not.toHaveProperty("authorization");
  });

  it("goes along with the custom headers", async ({ calls }) => {
    const custom_headers = [
      { name: "X-Team", value: "core" },
      { name: "X-Empty", value: "" },
    ];
    const { received } = await calls.deliver(
      await calls.connect({ custom_headers, auth_scheme: "bearer", auth_token: "t" }),
    );
    expect(received.headers).toMatchObject({ "x-team": "core", "x-empty": "", authorization: "Bearer t" });
  });
});

describe("the Standard Webhooks signature", () => {
  it.for(["wrapped", "raw"])("is verified by the independent library (%s)", async (payload_mode, { api, calls }) => {
    const connection = await calls.connect({ payload_mode });
    const { event, received } = await calls.deliver(connection);
    const verified = new Webhook(secretOf(connection)).verify(received.body, stringHeaders(received));
    expect(verified).toEqual(JSON.parse(received.body));
    expect(received.headers["webhook-id"]).toBe((await ruleEventOf(api, event)).id);
  });

  it("does not fit another body, another secret or another id", async ({ calls }) => {
    const connection = await calls.connect();
    const { received } = await calls.deliver(connection);
    const headers = stringHeaders(received);
    const webhook = new Webhook(secretOf(connection));
    expect(() => webhook.verify(`${received.body} `, headers)).toThrow();
    expect(() => webhook.verify(received.body, { ...headers, "webhook-id": "other" })).toThrow();
    expect(() =>
      new Webhook(`whsec_${Buffer.alloc(32, 1).toString("base64")}`).verify(received.body, headers),
    ).toThrow();
  });

  it("keeps the id over all attempts, and renews the time", async ({ receiver, calls }) => {
    receiver.behave((_received, index) => ({ status: index === 0 ? 503 : 200 }));
    const connection = await calls.connect();
    await calls.deliver(connection);
    const [first, second] = await until("the second attempt", () =>
      receiver.received.length >= 2 ? receiver.received : undefined,
    );
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    if (second !== undefined) new Webhook(secretOf(connection)).verify(second.body, stringHeaders(second));
  });

  it("comes twice while the secret rotates, and once when the old one has ended", async ({ api, receiver, calls }) => {
    const created = await calls.connect();
    const old = secretOf(created);
    const put = (metadata: object) =>
      api.send("PUT", `/connections/${created.id}`, {
        name: created.name,
        metadata: { url: receiver.url, skip_test: true, ...metadata },
      });
    const rotated = ok(await put({ rotate_signing_secret: true }), Connection);
    expect(secretOf(rotated)).toMatch(/^whsec_/);
    expect(secretOf(rotated)).not.toBe(old);
    const { received } = await calls.deliver(created);
    expect(String(received.headers["webhook-signature"]).split(" ")).toHaveLength(2);
    for (const secret of [old, secretOf(rotated)]) new Webhook(secret).verify(received.body, stringHeaders(received));
    const again = ok(await put({ rotate_signing_secret: true }), Connection);
    const third = await calls.deliver(created);
    for (const secret of [secretOf(rotated), secretOf(again)])
      new Webhook(secret).verify(third.received.body, stringHeaders(third.received));
    expect(() => new Webhook(old).verify(third.received.body, stringHeaders(third.received))).toThrow();
  });
});

describe("the body signature", () => {
  it.for(["sha256", "sha512"])("is %s in lower-case hex of the exact bytes", async (hmac_algorithm, { calls }) => {
    for (const payload_mode of ["wrapped", "raw"]) {
      const connection = await calls.connect({ hmac_algorithm, hmac_secret: "s\u00e9cret \u20ac", payload_mode });
      const { received } = await calls.deliver(connection);
      expect(received.headers["x-meshes-signature"]).toBe(hexOf(hmac_algorithm, "s\u00e9cret \u20ac", received.body));
    }
  });

  it("goes into the header of choice, and nowhere when it is off", async ({ calls }) => {
    const on = await calls.deliver(
      await calls.connect({ hmac_algorithm: "sha256", hmac_secret: "s", hmac_header: "X-Hub-Signature" }),
    );
    expect(on.received.headers["x-hub-signature"]).toBe(hexOf("sha256", "s", on.received.body));
    expect(on.received.headers).not.toHaveProperty("x-meshes-signature");
    const off = await calls.deliver(await calls.connect({ hmac_header: "X-Hub-Signature" }));
    expect(off.received.headers).not.toHaveProperty("x-hub-signature");
  });
});

describe("the test request on save", () => {
  const create = (tenant: Tenant, api: ApiClient, receiver: Receiver, metadata: object = {}) =>
    api.send("POST", "/connections", {
      workspace: tenant.workspaceId,
      type: "webhook",
      name: uniqueName("Hook"),
      metadata: { url: receiver.url, ...metadata },
    });
  const countOf = async (server: TestServer, tenant: Tenant) =>
    (
      await server.database.pool.query("select count(*)::int as n from connections where workspace_id = $1", [
        tenant.workspaceId,
      ])
    ).rows[0].n;

  it("is a real delivery of a sample event, signed, authenticated and marked", async ({ tenant, api, receiver }) => {
    const { connection } = ok(
      await create(tenant, api, receiver, {
        auth_scheme: "bearer",
        auth_token: "the-token",
        hmac_algorithm: "sha256",
        hmac_secret: "s",
      }),
      ConnectionCreated,
      201,
    );
    expect(receiver.received).toHaveLength(1);
    const [received] = receiver.received;
    if (received === undefined) return;
    expect(received.headers).toMatchObject({ "x-meshes-test": "true", authorization: "Bearer the-token" });
    expect(received.headers["x-meshes-signature"]).toBe(hexOf("sha256", "s", received.body));
    new Webhook(secretOf(connection)).verify(received.body, stringHeaders(received));
    expect(JSON.parse(received.body)).toMatchObject({ event: "meshes.test", resource: "global", resource_id: null });
  });

  it("leaves no event behind", async ({ server, tenant, api, receiver }) => {
    ok(await create(tenant, api, receiver), ConnectionCreated, 201);
    const { rows } = await server.database.pool.query("select count(*)::int as n from events where workspace_id = $1", [
      tenant.workspaceId,
    ]);
    expect(rows).toEqual([{ n: 0 }]);
  });

  it.for([300, 301, 304, 400, 401, 404, 410, 429, 500, 503])(
    "fails the save on %i",
    async (status, { server, tenant, api, receiver }) => {
      receiver.behave(() => ({ status, headers: { location: "https://example.com/", "retry-after": "1" } }));
      const body = refused(await create(tenant, api, receiver), "UnprocessableEntity");
      expect(errorParams(body)).toEqual(["metadata.url"]);
      expect(body.error.data?.[0]?.msg).toContain(String(status));
      expect(receiver.received).toHaveLength(1);
      expect(await countOf(server, tenant)).toBe(0);
    },
  );

  it.for([200, 201, 202, 204, 299])("is content with %i", async (status, { tenant, api, receiver }) => {
    receiver.behave(() => ({ status }));
    ok(await create(tenant, api, receiver), ConnectionCreated, 201);
  });

  it("fails the save when nobody answers, in time or at all", async ({ tenant, api, receiver }) => {
    receiver.behave(() => "hang");
    expect(errorParams(refused(await create(tenant, api, receiver), "UnprocessableEntity"))).toEqual(["metadata.url"]);
    receiver.behave(() => "drop");
    expect(errorParams(refused(await create(tenant, api, receiver), "UnprocessableEntity"))).toEqual(["metadata.url"]);
    expect(
      errorParams(refused(await create(tenant, api, receiver, { url: "http://127.0.0.1:9/" }), "UnprocessableEntity")),
    ).toEqual(["metadata.url"]);
  });

  it("is left out on demand, and the wish is not kept", async ({ tenant, api, receiver }) => {
    receiver.behave(() => ({ status: 500 }));
    const { connection } = ok(await create(tenant, api, receiver, { skip_test: true }), ConnectionCreated, 201);
    expect(receiver.received).toEqual([]);
    expect(connection.metadata).not.toHaveProperty("skip_test");
    const put = (metadata: object) =>
      api.send("PUT", `/connections/${connection.id}`, {
        name: "Renamed",
        metadata: { url: receiver.url, ...metadata },
      });
    refused(await put({}), "UnprocessableEntity");
    expect(ok(await api.send("GET", `/connections/${connection.id}`), Connection).name).toBe(connection.name);
    ok(await put({ skip_test: true }), Connection);
  });

  it("is sent with the credentials that are kept", async ({ tenant, api, receiver }) => {
    const { connection } = ok(
      await create(tenant, api, receiver, { auth_scheme: "bearer", auth_token: "kept" }),
      ConnectionCreated,
      201,
    );
    ok(
      await api.send("PUT", `/connections/${connection.id}`, {
        name: "Renamed",
        metadata: { ...connection.metadata, url: receiver.url },
      }),
      Connection,
    );
    expect(receiver.received.map(({ headers }) => headers.authorization)).toEqual(["Bearer kept", "Bearer kept"]);
  });
});
