import { describe, expect } from "vitest";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { machineToken } from "#lib/testing/api/api-client.ts";
import { HOST_ORIGIN, NOWHERE, uniqueName } from "#lib/testing/api/factories.ts";
import { ClientError, goClient, mcpClient, nodeClient, nodeEventsClient } from "#lib/testing/api/public-clients.ts";
import { sendRaw } from "#lib/testing/api/raw-http.ts";
import type { Receiver } from "#lib/testing/api/receiver.ts";
import { publicContract } from "#lib/testing/openapi/public-contract.ts";
import { decodingProblems } from "#lib/testing/providers/strict-decoder.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const SOME_ID = "0190a000-0000-7000-8000-000000000000";

const it = base.override("variables", { MESHES_RETRY_SCHEDULE: "1h,1h,1h" }).extend("refusing", ({ receiver }) => {
  receiver.behave(() => ({ status: 503 }));
  return receiver;
});

type Caller = (operationId: string, ids?: Record<string, string>, body?: unknown) => Promise<unknown>;

/** What stands at this path of an answer, as text: `records.0.id`. */
function at(answer: unknown, path: string): string {
  const found = path.split(".").reduce<unknown>((value, key) => Reflect.get(Object(value), key), answer);
  return String(found);
}

/** Calls an operation of the public contract and reads its answer as strictly as a typed client does. */
function strictly(call: (method: string, path: string, body?: unknown) => Promise<unknown>): Caller {
  return async (operationId, ids = {}, body) => {
    const operation = publicContract.operations[operationId];
    if (operation === undefined) throw new Error(`The public contract has no operation ${operationId}`);
    const [method = "", template = ""] = operation.call.split(" ");
    const path = template.slice("/api/v1".length).replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
    const answer = await call(method, path + (ids["?"] ?? ""), body);
    const variants = Object.values(operation.responses);
    const found = variants.map((schema) => decodingProblems(schema, answer));
    expect(found.some((problems) => problems.length === 0) ? [] : found.flat(), operationId).toEqual([]);
    return answer;
  };
}

/** What all clients do alike with workspaces, connections, rules, events and sessions. Says what it has called. */
async function journey(
  receiver: Receiver,
  caller: Caller,
  quirks: { deleteBody?: object; description?: null },
): Promise<string[]> {
  const called: string[] = [];
  const call: Caller = (operationId, ids, body) => {
    called.push(operationId);
    return caller(operationId, ids, body);
  };
  const workspace = at(await call("createWorkspace", {}, { name: uniqueName("Client") }), "workspace.id");
  const ids: Record<string, string> = { workspace_id: workspace };
  await call("updateWorkspace", ids, { name: uniqueName("Client"), ...quirks });
  await call("getWorkspace", ids);
  const metadata = { url: receiver.url, skip_test: true };
  const hook = { workspace, type: "webhook", name: uniqueName("Hook"), metadata };
  const connection = at(await call("createConnection", {}, hook), "connection.id");
  ids["connection_id"] = connection;
  await call("updateConnection", ids, { name: hook.name, metadata });
  const generated = await call("getConnectionDefaultMappings", ids);
  expect(generated).toMatchObject({ status: "generated", mapping: { schema: expect.anything() } });
  const stored = await call("updateConnectionDefaultMappings", ids, { schema: { schema_version: 1, fields: [] } });
  expect(stored).toMatchObject({ status: "stored" });
  const rule = { workspace, connection, event: "user.signup", metadata: { action: "send_webhook" } };
  ids["rule_id"] = at(await call("createRule", {}, rule), "rule.id");
  const event = { workspace, event: "user.signup", payload: { email: "ann@example.com", id: "7" } };
  ids["event_id"] = at(await call("createEvent", {}, event), "event.id");
  const bulk = await call("createBulkEvent", {}, [event, { ...event, payload: { email: 7 } }]);
  expect(bulk).toMatchObject({ count: 2, error_count: 1 });
  await until("the first attempt", async () => at(await caller("getEvent", ids), "status") === "retrying");
  ids["attempt_id"] = at(await call("listRuleAttempts", ids), "records.0.id");
  for (const operationId of READS) await call(operationId, ids);
  await call("retryEventRule", ids);
  await until("the retry to be over", async () => at(await caller("listRuleAttempts", ids), "count") === "2");
  await call("cancelEventRule", ids);
  await call("cancelEvent", { event_id: at(await call("createEvent", {}, event), "event.id") });
  const session = at(
    await call("createSession", {}, { workspace_id: workspace, allowed_origins: [HOST_ORIGIN] }),
    "session_id",
  );
  await call("listSessions", { "?": `?workspace_id=${workspace}&limit=1` });
  await call("refreshSession", { session_id: session });
  expect(await call("revokeSession", { session_id: session })).toEqual({ revoked: true });
  await call("deleteRule", ids);
  await call("deleteConnection", ids, quirks.deleteBody);
  return called;
}

const READS = [
  "getWorkspaces",
  "getWorkspaceConnections",
  "getWorkspaceRules",
  "getWorkspaceEvents",
  "getWorkspaceEventTypes",
  "getWorkspaceResources",
  "getConnections",
  "getConnection",
  "getConnectionActions",
  "getConnectionFields",
  "getIntegrations",
  "getRules",
  "getRule",
  "getEvents",
  "getEvent",
  "getEventPayload",
  "getRuleAttempt",
  "getRuleAttemptResponseDetails",
];

describe("a client of the public contract calls every operation, and can read every answer", () => {
  const everything = Object.keys(publicContract.operations).toSorted();

  it("Node: JSON headers on every request, DELETE without a body", async ({ server, tenant, refusing }) => {
    const called = await journey(refusing, strictly(nodeClient(server.url, tenant)), {});
    expect([...new Set(called)].toSorted()).toEqual(everything);
  });

  it("Go: DELETE with a body, PUT of a workspace with description null", async ({ server, tenant, refusing }) => {
    const call = strictly(goClient(server.url, { machine: tenant }));
    const called = await journey(refusing, call, { deleteBody: {}, description: null });
    expect([...new Set(called)].toSorted()).toEqual(everything);
  });

  it.for(["", "/", "///", "/api/v1", "/api/v1/"])(
    "MCP: with the base URL ending in '%s'",
    async (suffix, { server, tenant }) => {
      await strictly(mcpClient(server.url + suffix, tenant))("getWorkspaces", { "?": "" });
    },
  );

  it("MCP: everything else", async ({ server, tenant, refusing }) => {
    const called = await journey(refusing, strictly(mcpClient(`${server.url}/api/v1`, tenant)), {
      deleteBody: { force_delete: true },
    });
    expect([...new Set(called)].toSorted()).toEqual(everything);
  });

  it("events from Node, browsers and Go, by publishable key", async ({ server, tenant }) => {
    const management = strictly(nodeClient(server.url, tenant));
    const detail = await management("getWorkspace", { workspace_id: tenant.workspaceId });
    const key = at(detail, "publishable_key.public_key");
    const own = { "Idempotency-Key": uniqueName("key"), "X-Request-Id": "from-the-client" };
    const clients = [nodeEventsClient(server.url, key, own), goClient(server.url, { publishable: key })];
    for (const client of clients) {
      const call = strictly(client);
      const event = { event: "user.signup", payload: { email: "ann@example.com" } };
      const accepted = await call("createEvent", { "?": "?source=web" }, event);
      expect(accepted).toMatchObject({ event: { workspace: tenant.workspaceId, resource: "global" } });
    }
    for (const client of [nodeEventsClient(server.url, key), clients[1]]) {
      if (client === undefined) continue;
      const event = { event: "user.signup", payload: { email: "ann@example.com" } };
      const bulk = await strictly(client)("createBulkEvent", {}, [event, event]);
      expect(bulk).not.toHaveProperty("error_count");
    }
  });
});

describe("what clients make of refusals", () => {
  it("is the envelope, as JSON, whatever the status", async ({ server, tenant }) => {
    const call = nodeClient(server.url, tenant);
    const refusals: [number, () => Promise<unknown>][] = [
      [400, () => call("POST", "/workspaces", {})],
      [401, () => nodeClient(server.url, { ...tenant, secretKey: "x".repeat(43) })("GET", "/workspaces")],
      [403, () => call("GET", "/session")],
      [404, () => call("GET", `/rules/${SOME_ID}`)],
      [405, () => call("PATCH", "/workspaces", {})],
      [413, () => call("POST", "/events", { pad: "x".repeat(300_000) })],
      [422, () => call("POST", "/connections", deadHook(tenant))],
    ];
    for (const [status, refusal] of refusals) {
      const error: unknown = await refusal().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ClientError);
      expect(error).toMatchObject({
        status,
        data: { message: expect.any(String), error: { name: expect.any(String) } },
      });
      if (error instanceof Error) expect(error.message).toMatch(new RegExp(`^Meshes API ${status}: \\{`));
    }
  });

  const deadHook = (tenant: Tenant) => ({
    workspace: tenant.workspaceId,
    type: "webhook",
    name: uniqueName("Hook"),
    metadata: { url: NOWHERE },
  });
});

describe("an empty body with a JSON content type", () => {
  const made: Record<string, (server: TestServer, tenant: Tenant) => Promise<string>> = {
    "POST refresh": async (server, tenant) => `/sessions/${await mint(server, tenant)}/refresh`,
    "DELETE session": async (server, tenant) => `/sessions/${await mint(server, tenant)}`,
    "GET workspaces": () => Promise.resolve("/workspaces"),
    "POST retry": () => Promise.resolve(`/events/${SOME_ID}/rules/${SOME_ID}/retry`),
    "POST cancel": () => Promise.resolve(`/events/${SOME_ID}/cancel`),
    "DELETE connection": () => Promise.resolve(`/connections/${SOME_ID}`),
  };

  async function mint(server: TestServer, tenant: Tenant): Promise<string> {
    const call = strictly(nodeClient(server.url, tenant));
    const body = { workspace_id: tenant.workspaceId, allowed_origins: [HOST_ORIGIN] };
    return at(await call("createSession", {}, body), "session_id");
  }

  const framings: [string, string[], string[]][] = [
    ["Content-Length: 0", ["Content-Length: 0"], []],
    ["no length", [], []],
    ["no chunks", ["Transfer-Encoding: chunked"], ["0\r\n\r\n"]],
  ];

  it.for(Object.keys(made).flatMap((name) => framings.map((framing) => [name, ...framing] as const)))(
    "is no body: %s with %s",
    async ([name, _framing, lines, body], { server, tenant }) => {
      const path = await made[name]?.(server, tenant);
      const head = [
        `${name.split(" ")[0]} /api/v1${path} HTTP/1.1`,
        "Host: x",
        `Authorization: Bearer ${await machineToken(tenant)}`,
        "Content-Type: application/json",
        "Accept: application/json",
        ...lines,
      ];
      const answer = await sendRaw(server.url, head, body);
      expect(answer.status).toBe(path?.includes(SOME_ID) === true ? 404 : 200);
      expect(answer.headers).toMatch(/content-type: application\/json/i);
    },
  );
});

describe("ids", () => {
  it("are UUIDs everywhere; that of an organization has version 4, which old clients insist on", async ({
    server,
    tenant,
  }) => {
    expect(tenant.organizationId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(() => nodeClient(server.url, { ...tenant, organizationId: SOME_ID })).toThrow("refuses");
  });
});
