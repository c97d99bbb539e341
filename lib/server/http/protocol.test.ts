import { Agent, request as httpRequest } from "node:http";
import { Readable } from "node:stream";
import { describe, expect } from "vitest";
import { Connection, DeletedConnection } from "#lib/contracts/connections.ts";
import { EVENT_BYTES_MAX } from "#lib/contracts/constants.ts";
import { ErrorEnvelope } from "#lib/contracts/errors.ts";
import { BULK_BYTES_MAX, BulkResult, EventCreated } from "#lib/contracts/events.ts";
import { Health, Readiness } from "#lib/contracts/health.ts";
import { RefreshedSession, RevokedSession } from "#lib/contracts/sessions.ts";
import { WorkspaceCreated, WorkspacesPage } from "#lib/contracts/workspaces.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import { apiClient, machineToken, type ApiClient } from "#lib/testing/api/api-client.ts";
import { checkedFetch } from "#lib/testing/api/checked-fetch.ts";
import { makeWebhook, mintSession, NOWHERE, readPublishableKey, uniqueName } from "#lib/testing/api/factories.ts";
import { sendRaw } from "#lib/testing/api/raw-http.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";
import { routes } from "./routes/routes.ts";

const BODY_BYTES_MAX = 1024 * 1024;
const SOME_ID = "0190a000-0000-7000-8000-000000000000";

/** A JSON text of exactly `bytes` bytes: `fill` makes it from padding of the given length. */
function jsonOf(bytes: number, fill: (padding: string) => object): string {
  const empty = JSON.stringify(fill("")).length;
  return JSON.stringify(fill("x".repeat(bytes - empty)));
}

async function sendChunked(
  server: TestServer,
  api: { token: string },
  path: string,
  text: string,
): Promise<{ status: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  const headers = { authorization: `Bearer ${api.token}`, "content-type": "application/json" };
  const request = httpRequest(`${server.url}/api/v1${path}`, { method: "POST", headers }, (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
  });
  // The server may close the connection while the rest is still being written.
  request.on("error", reject);
  Readable.from(
    Array.from({ length: Math.ceil(text.length / 65_536) }, (_, i) => text.slice(i * 65_536, (i + 1) * 65_536)),
  ).pipe(request);
  return promise;
}

describe("what does not exist", () => {
  it.for(["/api/v1/nothing", "/api/v1", "/api", "/api/v2/workspaces", "/api/v1/workspaces/", "/api/v1/%E0%A4%A"])(
    "answers %s with the 404 envelope",
    async (path, { server }) => {
      const response = await checkedFetch(server.url + path);
      const text = await response.text();
      const answer = { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
      expect(refused(answer, "NotFound").error.message).toBe("No such endpoint");
    },
  );

  const paths = [...new Set(routes.map(({ path }) => path))];
  it.for(paths)(
    "answers a method that %s does not have with 405 and Allow, before asking who calls",
    async (path, { server }) => {
      const allowed = routes.filter((route) => route.path === path).map(({ method }) => method);
      const wrong = ["GET", "POST", "PUT", "PATCH", "DELETE"].filter(
        (method) => !allowed.some((known) => known === method),
      );
      const url = path.replaceAll(/:\w+/g, SOME_ID);
      for (const method of wrong) {
        const answer = await apiClient(server.url, { kind: "none" }).send(method, url);
        expect(refused(answer, "MethodNotAllowed").error.message).toContain(method);
        expect(answer.headers.get("allow")?.split(", ").toSorted()).toEqual(allowed.toSorted());
      }
    },
  );

  it.for(["/api/health", "/api/ready"])("answers a wrong method on %s with 405", async (path, { server }) => {
    const response = await checkedFetch(server.url + path, { method: "POST" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET");
    expect(ErrorEnvelope.parse(await response.json()).error.name).toBe("MethodNotAllowed");
  });
});

describe("bodies", () => {
  let api: ApiClient;
  let workspace: string;
  let token: string;

  it.beforeAll(async ({ server }) => {
    const tenant = await server.tenant();
    api = server.as(tenant);
    workspace = tenant.workspaceId;
    token = await machineToken(tenant);
  });

  it.each(["{", "", "nope", '{"name":"a"', "{'name':1}", '{"name":"x"}}'])("refuses invalid JSON: %s", async (text) => {
    const answer = await api.send("POST", "/workspaces", text === "" ? " " : text);
    expect(refused(answer, "BadRequest").error).toEqual({ name: "BadRequest", message: "The body is not valid JSON" });
  });

  it("refuses text that is not UTF-8", async ({ server }) => {
    const response = await checkedFetch(`${server.url}/api/v1/workspaces`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: Buffer.from([0x22, 0xff, 0xfe, 0x22]),
    });
    expect(response.status).toBe(400);
  });

  it.each(["[]", '"text"', "7", "true", "[{}]"])(
    "refuses a body that is no object and names no parameter: %s",
    async (text) => {
      for (const path of ["/workspaces", "/connections", "/rules", "/events", "/sessions"]) {
        const { error } = refused(await api.send("POST", path, text), "BadRequest");
        expect(error).toEqual({ name: "BadRequest", message: "The body must be a JSON object" });
      }
    },
  );

  it("reads a missing body as an empty object, so that the refusal names what is missing, and null as none", async () => {
    badRequest(await api.send("POST", "/workspaces"), "name");
    badRequest(await api.send("POST", "/workspaces", "null"));
    badRequest(await api.send("POST", "/events"), "event", "payload");
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", ""])(
    "refuses a body with the content type %s",
    async (type) => {
      const answer = await api.send("POST", "/workspaces", { name: "Never made" }, { "content-type": type });
      refused(answer, "UnsupportedMediaType");
    },
  );

  it.each(["application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "application/vnd.api+json"])(
    "takes a body with the content type %s",
    async (type) => {
      ok(
        await api.send("POST", "/workspaces", { name: uniqueName("Typed") }, { "content-type": type }),
        WorkspaceCreated,
        201,
      );
    },
  );

  const withBody = routes.filter(({ method }) => method !== "GET");
  it.each(withBody.map((route) => [route.method, route.path, route.bodyBytesMax] as const))(
    "refuses a bad body of every operation alike: %s %s",
    async (method, path, bytesMax) => {
      const url = path.replaceAll(/:\w+/g, SOME_ID);
      refused(await api.send(method, url, "{"), "BadRequest");
      refused(await api.send(method, url, {}, { "content-type": "text/plain" }), "UnsupportedMediaType");
      refused(await api.send(method, url, " ".repeat(bytesMax + 1)), "PayloadTooLarge");
    },
  );

  it("is not read where none belongs, and leaves the connection good", async ({ server }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const get = (body: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = {
          authorization: `Bearer ${token}`,
          "content-type": "text/plain",
          "content-length": body.length,
        };
        const request = httpRequest(`${server.url}/api/v1/workspaces`, { agent, headers }, (response) => {
          response.resume().once("end", () => resolve(response.statusCode));
        });
        request.once("error", reject).end(body);
      });
    expect([await get("{"), await get("x".repeat(100_000)), await get("")]).toEqual([200, 200, 200]);
    agent.destroy();
  });

  it("ignores keys that it does not know", async () => {
    const name = uniqueName("Plain");
    const { workspace: made } = ok(
      await api.send("POST", "/workspaces", { name, id: SOME_ID, organization: "x", nested: { a: [1] } }),
      WorkspaceCreated,
      201,
    );
    expect(made).toMatchObject({ name });
    expect(made.id).not.toBe(SOME_ID);
  });

  it("takes an empty body with a JSON content type where clients send one", async ({ server }) => {
    const tenant = await server.tenant();
    const own = server.as(tenant);
    const session = await mintSession(own, tenant);
    const connection = await makeWebhook(own, tenant.workspaceId);
    ok(
      await own.send("POST", `/sessions/${session.session_id}/refresh`, "", { "content-length": "0" }),
      RefreshedSession,
    );
    ok(await own.send("DELETE", `/sessions/${session.session_id}`), RevokedSession);
    ok(await own.send("GET", `/connections/${connection.id}`), Connection);
    ok(await own.send("DELETE", `/connections/${connection.id}`, ""), DeletedConnection);
    refused(await own.send("POST", `/events/${SOME_ID}/rules/${SOME_ID}/retry`), "NotFound");
    refused(await own.send("POST", `/events/${SOME_ID}/rules/${SOME_ID}/cancel`, ""), "NotFound");
  });

  it.each([
    ["/events", EVENT_BYTES_MAX, EventCreated, (pad: string) => ({ event: "size", workspace, payload: { pad } })],
    [
      "/events/bulk",
      BULK_BYTES_MAX,
      BulkResult,
      (pad: string) => [{ event: "size", workspace, payload: { a: 1 }, ignored: pad }],
    ],
    ["/workspaces", BODY_BYTES_MAX, WorkspaceCreated, (pad: string) => ({ name: uniqueName("Big"), ignored: pad })],
  ] as const)(
    "takes a body for %s of exactly the limit and refuses one byte more",
    async (path, limit, schema, fill) => {
      ok(await api.send("POST", path, jsonOf(limit, fill)), schema, 201);
      refused(await api.send("POST", path, jsonOf(limit + 1, fill)), "PayloadTooLarge");
    },
  );

  it("counts the bytes of a chunked body, which names no length", async ({ server }) => {
    const fill = (pad: string) => ({ event: "size", workspace, payload: { pad } });
    expect(await sendChunked(server, { token }, "/events", jsonOf(EVENT_BYTES_MAX, fill))).toMatchObject({
      status: 201,
    });
    const refusal = await sendChunked(server, { token }, "/events", jsonOf(EVENT_BYTES_MAX + 1, fill));
    expect(refusal.status).toBe(413);
    expect(ErrorEnvelope.parse(JSON.parse(refusal.text)).error.name).toBe("PayloadTooLarge");
  });

  it("refuses by the announced length, without waiting for the body", async ({ server }) => {
    const head = [
      "POST /api/v1/events HTTP/1.1",
      "Host: x",
      `Authorization: Bearer ${token}`,
      "Content-Type: application/json",
      "Content-Length: 999999999",
    ];
    const answer = await sendRaw(server.url, head, ['{"event":']);
    expect(answer.status).toBe(413);
    expect(answer.headers).toMatch(/connection: close/i);
  });

  it("says who calls before it reads a body", async ({ server }) => {
    const head = [
      "POST /api/v1/events HTTP/1.1",
      "Host: x",
      "Content-Type: application/json",
      "Content-Length: 999999999",
    ];
    expect((await sendRaw(server.url, head)).status).toBe(401);
  });

  it.each([
    ["/workspaces", () => ({ name: "Nul", description: "a\u0000b" }), "description"],
    ["/workspaces", () => ({ name: "Half", description: "a\ud800b" }), "description"],
    [
      "/sessions",
      () => ({ workspace_id: workspace, external_user_id: "\u0000", allowed_origins: ["https://a.example"] }),
      "external_user_id",
    ],
    [
      "/connections",
      () => ({
        workspace,
        type: "webhook",
        name: "Nul",
        metadata: { url: NOWHERE, skip_test: true, auth_scheme: "basic", auth_username: "a\u0000", auth_password: "p" },
      }),
      "metadata.auth_username",
    ],
    [
      "/rules",
      () => ({
        workspace,
        connection: SOME_ID,
        event: "a",
        metadata: { action: "send_webhook", note: ["ok", "\u0000"] },
      }),
      "metadata.note[1]",
    ],
    [
      "/rules",
      () => ({ workspace, connection: SOME_ID, event: "a", metadata: { action: "send_webhook", "k\u0000": 1 } }),
      "metadata",
    ],
  ] as const)("refuses text that no database can hold (%s)", async (path, body, param) => {
    badRequest(await api.send("POST", path, body()), param);
  });

  it("refuses a body that is nested too deeply to be stored", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const text = `{"workspace":"${workspace}","connection":"${SOME_ID}","event":"a","metadata":{"action":"send_webhook","x":${deep}}}`;
    const { error } = refused(await api.send("POST", "/rules", text), "BadRequest");
    expect(error.data?.[0]?.param).toMatch(/^metadata\.x/);
    const event = `{"workspace":"${workspace}","event":"a","payload":{"x":${deep}}}`;
    badRequest(await api.send("POST", "/events", event), "payload");
  });

  it.each(["/rules?event=%00", "/rules?resource=%00"])(
    "refuses a filter that no database can hold: %s",
    async (path) => {
      badRequest(await api.send("GET", path), path.includes("event") ? "event" : "resource");
    },
  );
});

describe("every answer", () => {
  const anonymous = (server: TestServer) => apiClient(server.url, { kind: "none" });

  it("carries a request id of its own, another for each request", async ({ server }) => {
    const ids = new Set<string>();
    for (const path of ["/workspaces", "/nothing", "/workspaces"]) {
      const { headers } = await anonymous(server).send("GET", path);
      ids.add(headers.get("x-request-id") ?? "");
    }
    expect(ids.size).toBe(3);
    expect(ids).not.toContain("");
  });

  it.for(["abc", "a.b:c-d_1", "x".repeat(128)])("echoes the request id %s", async (id, { server }) => {
    const answer = await anonymous(server).send("GET", "/workspaces", undefined, { "x-request-id": id });
    expect(answer.headers.get("x-request-id")).toBe(id);
  });

  it.for(["", "x".repeat(129), "a b", "<script>", "ä", 'a"b'])(
    "makes its own request id instead of %s",
    async (id, { server }) => {
      const answer = await anonymous(server).send("GET", "/workspaces", undefined, { "x-request-id": id });
      expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it("carries it on successes, refusals, preflights, health and too large bodies alike", async ({ server }) => {
    const tenant = await server.tenant();
    const api = server.as(tenant);
    const big = jsonOf(EVENT_BYTES_MAX + 1, (pad) => ({ pad }));
    const answers = [
      await api.send("GET", "/workspaces", undefined, { "x-request-id": "same" }),
      await api.send("GET", `/workspaces/${SOME_ID}`, undefined, { "x-request-id": "same" }),
      await api.send("PATCH", "/workspaces", undefined, { "x-request-id": "same" }),
      await api.send("POST", "/workspaces", "{", { "x-request-id": "same" }),
      await api.send("POST", "/events", big, { "x-request-id": "same" }),
      await checkedFetch(`${server.url}/api/v1/events`, { method: "OPTIONS", headers: { "x-request-id": "same" } }),
      await checkedFetch(`${server.url}/api/health`, { headers: { "x-request-id": "same" } }),
      await checkedFetch(`${server.url}/api/ready`, { headers: { "x-request-id": "same" } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 405, 400, 413, 204, 200, 200]);
    expect(answers.map(({ headers }) => headers.get("x-request-id"))).toEqual(answers.map(() => "same"));
    for (const { headers } of answers) {
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  it("answers HEAD like GET, without a body", async ({ server }) => {
    const tenant = await server.tenant();
    const answer = await server.as(tenant).send("HEAD", "/workspaces");
    expect(answer.status).toBe(200);
    expect(answer.text).toBe("");
  });

  it("answers a failure of its own with a fixed text", async ({ server }) => {
    const tenant = await server.tenant();
    const api = server.as(tenant);
    await server.database.pool.query("alter table resources rename to resources_away");
    try {
      const { error } = refused(
        await api.send("GET", `/workspaces/${tenant.workspaceId}/resources`),
        "InternalServerError",
      );
      expect(error).toEqual({ name: "InternalServerError", message: "An unexpected error occurred" });
    } finally {
      await server.database.pool.query("alter table resources_away rename to resources");
    }
  });

  it.for<[string, string[], string[]]>([
    ["a host with a blank", ["GET /api/v1/workspaces HTTP/1.1", "Host: a b"], []],
    ["a host with a path", ["GET /api/v1/workspaces HTTP/1.1", "Host: a/b"], []],
    ["no host", ["GET /api/v1/workspaces HTTP/1.1"], []],
    ["no request line", ["NONSENSE"], []],
    ["no such version", ["GET /api/v1/workspaces HTTP/9.9", "Host: x"], []],
    ["a header without a name", ["GET /api/v1/workspaces HTTP/1.1", "Host: x", ": y"], []],
    ["headers without end", ["GET /api/v1/workspaces HTTP/1.1", "Host: x", `X-Long: ${"x".repeat(100_000)}`], []],
    ["two lengths", ["POST /api/v1/events HTTP/1.1", "Host: x", "Content-Length: 1", "Content-Length: 2"], ["{}"]],
    [
      "length and chunks",
      ["POST /api/v1/events HTTP/1.1", "Host: x", "Content-Length: 2", "Transfer-Encoding: chunked"],
      ["{}"],
    ],
  ] as const)("answers what is hardly HTTP with 400 in the envelope: %s", async ([_name, lines, body], { server }) => {
    const answer = await sendRaw(server.url, lines, body);
    expect(answer.status).toBe(400);
    expect(answer.headers).toMatch(/content-type: application\/json/i);
    expect(answer.headers).toMatch(/x-request-id: \S/i);
    expect(ErrorEnvelope.parse(JSON.parse(answer.body)).error.message).toBe("The request is malformed");
  });

  it("answers 400 when the chunks of a body are broken", async ({ server }) => {
    const token = await machineToken(await server.tenant());
    const head = [
      "POST /api/v1/events HTTP/1.1",
      "Host: x",
      `Authorization: Bearer ${token}`,
      "Content-Type: application/json",
      "Transfer-Encoding: chunked",
    ];
    const answer = await sendRaw(server.url, head, ['5\r\n{"a":\r\n', "nonsense\r\n"]);
    expect(answer.status).toBe(400);
    expect(ErrorEnvelope.parse(JSON.parse(answer.body)).error.name).toBe("BadRequest");
  });
});

describe("health", () => {
  it("says that the process runs and that it can work, to anybody", async ({ server }) => {
    const health = await checkedFetch(`${server.url}/api/health`);
    expect(health.status).toBe(200);
    expect(Health.parse(await health.json())).toMatchObject({ status: "ok" });
    const readiness = await until("the server to be ready", async () => {
      const response = await checkedFetch(`${server.url}/api/ready`);
      return response.status === 200 ? Readiness.parse(await response.json()) : undefined;
    });
    expect(readiness).toEqual({
      status: "ready",
      checks: { database: "ok", migrations: "ok", ingest: "ok", worker: "ok" },
      fleet: { workers: 1 },
      clock_offset_ms: expect.any(Number),
      disk: null,
    });
  });
});

describe("browsers", () => {
  const EXPOSED = [
    "Idempotent-Replayed",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "X-Request-Id",
  ];

  it.for(["/events", "/events/bulk"])("may call %s from any site, without credentials", async (path, { server }) => {
    const preflight = await checkedFetch(`${server.url}/api/v1${path}`, {
      method: "OPTIONS",
      headers: {
        origin: "https://shop.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,x-meshes-publishable-key,idempotency-key",
      },
    });
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "POST, OPTIONS",
      "access-control-allow-headers": "content-type,x-meshes-publishable-key,idempotency-key",
      "access-control-max-age": "86400",
      vary: "Access-Control-Request-Headers",
    });
    expect(preflight.headers.has("access-control-allow-credentials")).toBe(false);
  });

  it("can read both what was accepted and why something was refused", async ({ server }) => {
    const tenant = await server.tenant();
    const key = await readPublishableKey(server.as(tenant), tenant.workspaceId);
    const api = apiClient(server.url, { kind: "publishable", key });
    const answers = [
      await api.send("POST", "/events", { event: "a", payload: { a: 1 } }),
      await api.send("POST", "/events", { event: "a" }),
      await api.send("POST", "/events", "{"),
      await api.send("POST", "/events/bulk", [{ event: "a", payload: {} }, {}]),
      await api.send("POST", "/events", { event: "a", payload: {} }, { "idempotency-key": "a key" }),
      await api.send("POST", "/events", { event: "b", payload: {} }, { "idempotency-key": "a key" }),
      await api.send(
        "POST",
        "/events",
        jsonOf(EVENT_BYTES_MAX + 1, (pad) => ({ pad })),
      ),
      await apiClient(server.url, { kind: "none" }).send("POST", "/events", {}),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 400, 400, 207, 201, 409, 413, 401]);
    for (const { headers } of answers) {
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("access-control-expose-headers")?.split(", ").toSorted()).toEqual(EXPOSED);
      expect(headers.has("access-control-allow-credentials")).toBe(false);
    }
  });

  const others = routes.filter(({ isIngest }) => !isIngest);
  it.for(others.map(({ method, path }) => [method, path] as const))(
    "get no permission for %s %s",
    async ([method, path], { server }) => {
      const url = `${server.url}/api/v1${path.replaceAll(/:\w+/g, SOME_ID)}`;
      const headers = { origin: "https://shop.example", "access-control-request-method": method };
      const isShared = routes.some((route) => route.isIngest && route.path === path);
      const answers = [
        await checkedFetch(url, { method, headers }),
        ...(isShared ? [] : [await checkedFetch(url, { method: "OPTIONS", headers })]),
      ];
      for (const answer of answers) {
        expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
        expect(WorkspacesPage.safeParse(await answer.json()).success).toBe(false);
      }
    },
  );
});
