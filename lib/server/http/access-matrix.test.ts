import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ErrorEnvelope } from "#lib/contracts/errors.ts";
import { SessionRole, SessionType } from "#lib/contracts/sessions.ts";
import { sealPendingGrant } from "#lib/server/domain/connections/oauth/grants.ts";
import { revokeMachineKey } from "#lib/server/domain/tenancy/organizations/machine-keys.ts";
import { loaded } from "#lib/server/providers/kit/fault.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { apiClient, machineToken, type ApiClient } from "#lib/testing/api/api-client.ts";
import {
  fillPath,
  pathParameters,
  makeApiFixture,
  RESOURCE_SCOPE,
  startApiFixture,
  type StartedWorld,
  type ApiFixture,
} from "#lib/testing/api/api-fixture.ts";
import {
  HOST_ORIGIN,
  makeWebhook,
  makeWorkspace,
  mintSession,
  NOWHERE,
  readPublishableKey,
  uniqueName,
} from "#lib/testing/api/factories.ts";
import type { Receiver } from "#lib/testing/api/receiver.ts";
import { beginAttempt } from "#lib/testing/oauth/oauth-journey.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { routes } from "./routes/routes.ts";

type ByRole = readonly [member: number, admin: number, owner: number];
/** The status that each caller gets for a good request on an object of the tenant. */
type Row = {
  machine: number;
  /** A machine key of another organization. */
  foreign: number;
  publishable: number;
  workspace: ByRole;
  resource: ByRole;
  dashboard: ByRole;
  /** Every session without the scope `events.payload:read` gets 403. */
  needsScope?: true;
};

const NO: ByRole = [403, 403, 403];
const ALL: ByRole = [200, 200, 200];
const WRITERS: ByRole = [403, 200, 200];
const MAKERS: ByRole = [403, 201, 201];
const NO_SESSION = { publishable: 401, workspace: NO, resource: NO, dashboard: NO };

/** Written from the contract (sections 3.4 and 13.4 and the roles), not from the code. */
const EXPECTED: Record<string, Row> = {
  getWorkspaces: { machine: 200, foreign: 200, ...NO_SESSION },
  createWorkspace: { machine: 201, foreign: 201, ...NO_SESSION },
  getWorkspace: { machine: 200, foreign: 404, ...NO_SESSION },
  updateWorkspace: { machine: 200, foreign: 404, ...NO_SESSION },
  rotatePublishableKey: { machine: 200, foreign: 404, ...NO_SESSION },
  getWorkspaceConnections: {
    machine: 200,
    foreign: 404,
    publishable: 401,
    workspace: ALL,
    resource: ALL,
    dashboard: NO,
  },
  getWorkspaceRules: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  getWorkspaceEvents: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  getWorkspaceEventTypes: {
    machine: 200,
    foreign: 404,
    publishable: 401,
    workspace: ALL,
    resource: ALL,
    dashboard: NO,
  },
  getWorkspaceResources: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  getWorkspaceMetrics: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: ALL },
  getConnectionActivity: {
    machine: 200,
    foreign: 404,
    publishable: 401,
    workspace: ALL,
    resource: ALL,
    dashboard: ALL,
  },
  getWorkspaceLosses: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: ALL },
  streamWorkspace: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  getConnections: { machine: 200, foreign: 200, ...NO_SESSION },
  createConnection: { machine: 201, foreign: 404, publishable: 401, workspace: MAKERS, resource: NO, dashboard: NO },
  getConnection: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: NO, dashboard: NO },
  updateConnection: { machine: 200, foreign: 404, publishable: 401, workspace: WRITERS, resource: NO, dashboard: NO },
  patchConnection: { machine: 200, foreign: 404, publishable: 401, workspace: WRITERS, resource: NO, dashboard: NO },
  deleteConnection: { machine: 200, foreign: 404, publishable: 401, workspace: WRITERS, resource: NO, dashboard: NO },
  getConnectionActions: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  getConnectionFields: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: NO, dashboard: NO },
  getConnectionDefaultMappings: {
    machine: 200,
    foreign: 404,
    publishable: 401,
    workspace: ALL,
    resource: NO,
    dashboard: NO,
  },
  updateConnectionDefaultMappings: {
    machine: 200,
    foreign: 404,
    publishable: 401,
    workspace: WRITERS,
    resource: NO,
    dashboard: NO,
  },
  previewConnectionMapping: {
    machine: 200,
    foreign: 404,
    publishable: 401,
    workspace: ALL,
    resource: NO,
    dashboard: NO,
  },
  testConnection: { machine: 200, foreign: 404, publishable: 401, workspace: WRITERS, resource: NO, dashboard: NO },
  createOAuthAttempt: { machine: 201, foreign: 404, publishable: 401, workspace: MAKERS, resource: NO, dashboard: NO },
  getOAuthAttempt: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: NO, dashboard: NO },
  confirmOAuthAttempt: {
    machine: 200,
    foreign: 404,
    publishable: 401,
    workspace: WRITERS,
    resource: NO,
    dashboard: NO,
  },
  cancelOAuthAttempt: { machine: 200, foreign: 404, publishable: 401, workspace: WRITERS, resource: NO, dashboard: NO },
  getIntegrations: { machine: 200, foreign: 200, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  getRules: { machine: 200, foreign: 200, ...NO_SESSION },
  createRule: { machine: 201, foreign: 404, publishable: 401, workspace: MAKERS, resource: MAKERS, dashboard: NO },
  getRule: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  patchRule: { machine: 200, foreign: 404, publishable: 401, workspace: WRITERS, resource: WRITERS, dashboard: NO },
  deleteRule: { machine: 200, foreign: 404, publishable: 401, workspace: WRITERS, resource: WRITERS, dashboard: NO },
  createEvent: { machine: 201, foreign: 404, publishable: 201, workspace: MAKERS, resource: MAKERS, dashboard: NO },
  // A bulk request whose only item is refused is still answered, with 207.
  createBulkEvent: { machine: 201, foreign: 207, publishable: 201, workspace: MAKERS, resource: MAKERS, dashboard: NO },
  getEvents: { machine: 200, foreign: 200, ...NO_SESSION },
  getEvent: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  getEventPayload: {
    machine: 200,
    foreign: 404,
    publishable: 401,
    workspace: WRITERS,
    resource: WRITERS,
    dashboard: NO,
    needsScope: true,
  },
  retryEventRule: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  cancelEventRule: {
    machine: 200,
    foreign: 404,
    publishable: 401,
    workspace: WRITERS,
    resource: WRITERS,
    dashboard: NO,
  },
  cancelEvent: { machine: 200, foreign: 404, publishable: 401, workspace: WRITERS, resource: WRITERS, dashboard: NO },
  getWorkspaceProblems: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: ALL },
  getWorkspaceProblem: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: ALL },
  patchWorkspaceProblem: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  createWorkspaceRetry: {
    machine: 201,
    foreign: 404,
    publishable: 401,
    workspace: [201, 201, 201],
    resource: [201, 201, 201],
    dashboard: NO,
  },
  getWorkspaceRetries: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  getWorkspaceRetry: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  getWorkspaceRetryItems: {
    machine: 200,
    foreign: 404,
    publishable: 401,
    workspace: ALL,
    resource: ALL,
    dashboard: NO,
  },
  cancelWorkspaceRetry: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  listRuleAttempts: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  getRuleAttempt: { machine: 200, foreign: 404, publishable: 401, workspace: ALL, resource: ALL, dashboard: NO },
  getRuleAttemptResponseDetails: {
    machine: 200,
    foreign: 404,
    publishable: 401,
    workspace: ALL,
    resource: ALL,
    dashboard: NO,
  },
  createSession: { machine: 200, foreign: 404, ...NO_SESSION },
  listSessions: { machine: 200, foreign: 404, ...NO_SESSION },
  refreshSession: { machine: 200, foreign: 404, ...NO_SESSION },
  revokeSession: { machine: 200, foreign: 404, ...NO_SESSION },
  getCurrentSession: { machine: 403, foreign: 403, publishable: 401, workspace: ALL, resource: ALL, dashboard: ALL },
};

const SCOPE = "events.payload:read";
const SESSIONS = SessionType.options.flatMap((type) =>
  SessionRole.options.flatMap((role) => [true, false].map((hasScope) => ({ type, role, hasScope }))),
);

let server: TestServer;
let started: StartedWorld;
let receiver: Receiver;
let world: ApiFixture;
let callers: Map<string, ApiClient>;

beforeAll(async () => {
  started = await startApiFixture();
  ({ server, receiver, world } = started);
  callers = await makeCallers();
});

afterAll(async () => {
  await started.close();
});

async function makeCallers(): Promise<Map<string, ApiClient>> {
  const { api, tenant } = world;
  const other = await server.tenant();
  const revoked = await server.tenant();
  const token = await machineToken(revoked);
  await revokeMachineKey(server.app.db, revoked);
  const made = new Map<string, ApiClient>([
    ["nobody", apiClient(server.url, { kind: "none" })],
    ["machine", api],
    ["foreign machine", server.as(other)],
    ["revoked machine", apiClient(server.url, { kind: "bearer", token })],
    [
      "publishable",
      apiClient(server.url, { kind: "publishable", key: await readPublishableKey(api, tenant.workspaceId) }),
    ],
  ]);
  for (const { type, role, hasScope } of SESSIONS) {
    const resourceScope = type === "resource" ? RESOURCE_SCOPE : {};
    const session = await mintSession(api, tenant, {
      session_type: type,
      role,
      scopes: hasScope ? [SCOPE] : [],
      ...resourceScope,
    });
    made.set(`${type} ${role} ${hasScope}`, apiClient(server.url, { kind: "bearer", token: session.access_token }));
  }
  return made;
}

type GoodRequest = { query?: string; ids?: Record<string, string>; body?: unknown };

/** What a good request needs beside the ids of the world. Whatever changes objects has its own. */
const REQUESTS: Record<string, () => Promise<GoodRequest> | GoodRequest> = {
  createWorkspace: () => ({ body: { name: uniqueName("Workspace") } }),
  updateWorkspace: () => ({ body: { name: uniqueName("Workspace") } }),
  createConnection: () => ({ body: { workspace: world.workspace, type: "webhook", ...webhook() } }),
  updateConnection: async () => ({ ids: await ownConnection(), body: webhook() }),
  patchConnection: async () => ({ ids: await ownConnection(), body: { hidden: true } }),
  deleteConnection: async () => ({ ids: await ownConnection() }),
  createOAuthAttempt: () => ({ body: { type: "slack" } }),
  confirmOAuthAttempt: async () => ({ ids: { oauth_attempt_id: await confirmingAttempt() } }),
  cancelOAuthAttempt: async () => ({
    ids: { oauth_attempt_id: (await beginAttempt(world.api, world.workspace, { type: "slack" })).attempt.id },
  }),
  createRule: () => ({
    body: {
      workspace: world.workspace,
      connection: world.connection.id,
      event: uniqueName("e"),
      metadata: { action: "send_webhook" },
      ...RESOURCE_SCOPE,
    },
  }),
  updateConnectionDefaultMappings: () => ({ body: { schema: { schema_version: 1, fields: [] } } }),
  previewConnectionMapping: () => ({ body: { schema: { schema_version: 1, fields: [] }, payload: {} } }),
  patchRule: () => ({ body: { active: true } }),
  deleteRule: ownDelivery,
  retryEventRule: ownDelivery,
  cancelEventRule: ownDelivery,
  cancelEvent: ownDelivery,
  patchWorkspaceProblem: () => ({ body: { state: "acknowledged" } }),
  createWorkspaceRetry: async () => {
    await endRetries("completed");
    return { body: { filter: {} } };
  },
  cancelWorkspaceRetry: () => endRetries("canceled"),
  createEvent: () => ({ body: event() }),
  createBulkEvent: () => ({ body: [event()] }),
  createSession: () => ({ body: { workspace_id: world.workspace, allowed_origins: [HOST_ORIGIN] } }),
  listSessions: () => ({ query: `?workspace_id=${world.workspace}` }),
  getConnectionActivity: () => ({ query: `?connection_ids=${world.connection.id}` }),
  refreshSession: ownSession,
  revokeSession: ownSession,
};

const webhook = () => ({ name: uniqueName("Hook"), metadata: { url: NOWHERE, skip_test: true } });
const event = () => ({ event: "matrix", workspace: world.workspace, payload: { a: 1 }, ...RESOURCE_SCOPE });
const ownConnection = async () => ({ connection_id: (await makeWebhook(world.api, world.workspace)).id });

async function ownDelivery(): Promise<GoodRequest> {
  return { ids: pathParameters(world, await world.retryingDelivery()) };
}

/** One that waits for somebody's decision, without anything at the provider. */
async function confirmingAttempt(): Promise<string> {
  const { pool } = server.database;
  const { app } = server;
  const { attempt } = await beginAttempt(world.api, world.workspace, { type: "slack" });
  const connection = uuidv7();
  await pool.query(
    `insert into connections (id, workspace_id, type, name, metadata, created_by)
     values ($1, $2, 'slack', $3, '{"account_id": "before", "account_label": "Before"}', 'matrix')`,
    [connection, world.workspace, uniqueName("Team")],
  );
  const grant = { accessToken: "a", refreshToken: undefined, expiresInSeconds: undefined, scopes: undefined };
  const granted = { grant, captured: loaded({}), requestedAt: new Date() };
  const sealed = await sealPendingGrant(app.sealer, attempt.id, { granted, account: { id: "after", label: "After" } });
  await pool.query(
    `update oauth_attempts set status = 'confirming', is_reconnect = true, connection_id = $2, grant_sealed = $3
     where id = $1`,
    [attempt.id, connection, sealed],
  );
  return attempt.id;
}

/** Brings every bulk retry to this end, so that another one can be made, or one be canceled once more. */
async function endRetries(status: string): Promise<GoodRequest> {
  await server.database.pool.query("update retries set status = $1, completed_at = now()", [status]);
  return {};
}

async function ownSession(): Promise<GoodRequest> {
  return { ids: { session_id: (await mintSession(world.api, world.tenant)).session_id } };
}

/** A request of this operation that is good in everything but perhaps its caller. */
async function requestOf(operationId: string): Promise<{ query: string; ids: Record<string, string>; body?: unknown }> {
  const { query = "", ids = {}, body } = (await REQUESTS[operationId]?.()) ?? {};
  return { query, ids: { ...pathParameters(world), ...ids }, body };
}

function expectedOf(row: Row): Record<string, number> {
  const sessions = SESSIONS.map(({ type, role, hasScope }) => {
    const status = row[type][SessionRole.options.indexOf(role)] ?? 0;
    return [`${type} ${role} ${hasScope}`, row.needsScope === true && !hasScope ? 403 : status] as const;
  });
  return {
    nobody: 401,
    machine: row.machine,
    "foreign machine": row.foreign,
    "revoked machine": 401,
    publishable: row.publishable,
    ...Object.fromEntries(sessions),
  };
}

describe("who may call what", () => {
  it("is decided here for every route and for nothing else", () => {
    expect(Object.keys(EXPECTED).toSorted()).toEqual(routes.map(({ operationId }) => operationId).toSorted());
  });

  it.each(routes.map((route) => [route.method, route.path, route] as const))("%s %s", async (method, path, route) => {
    const row = EXPECTED[route.operationId];
    if (row === undefined) throw new Error(`Nobody decided who may call ${route.operationId}`);
    const found: Record<string, number> = {};
    for (const [name, api] of callers) {
      const { query, ids, body } = await requestOf(route.operationId);
      const answer = await api.send(method, fillPath(path, ids) + query, body);
      found[name] = answer.status;
      if (answer.status >= 400) ErrorEnvelope.parse(answer.body);
      if (answer.status < 300 && route.produces === undefined) route.response.parse(answer.body);
    }
    expect(found).toEqual(expectedOf(row));
  });

  it("lets a publishable key into ingest alone, also with a body and ids that would be good", async () => {
    const api = callers.get("publishable");
    const opened: string[] = [];
    for (const route of routes) {
      const { query, ids, body } = await requestOf(route.operationId);
      const answer = await api?.send(route.method, fillPath(route.path, ids) + query, body);
      if (answer?.status !== 401) opened.push(route.operationId);
    }
    expect(opened).toEqual(["createEvent", "createBulkEvent"]);
  });
});

describe("the same 404", () => {
  const withIds = routes.filter(({ path }) => path.includes(":"));
  const UNKNOWN = "0190a000-0000-7000-8000-000000000000";
  const MALFORMED = [
    "x",
    "0",
    "null",
    "%00",
    "%20",
    "..%2f",
    "0190a000-0000-7000-8000-00000000000g",
    "sess_",
    "sess_x",
    "a".repeat(300),
  ];

  /** Every way to aim one parameter of the route at something that the caller must not find. */
  async function aim(api: ApiClient, route: (typeof withIds)[number], elsewhere: readonly Record<string, string>[]) {
    const texts = new Set<string>();
    const { query, ids, body } = await requestOf(route.operationId);
    for (const [, name = ""] of route.path.matchAll(/:(\w+)/g)) {
      const unknown = name === "session_id" ? `sess_${UNKNOWN}` : UNKNOWN;
      for (const wrong of [unknown, ...MALFORMED, ...elsewhere.map((other) => other[name] ?? "")]) {
        const path = fillPath(route.path, { ...ids, [name]: wrong });
        const answer = await api.send(route.method, path + query, body);
        expect(answer.status, `${route.method} ${path}`).toBe(404);
        texts.add(answer.text);
      }
    }
    return [...texts];
  }

  const NOT_FOUND = JSON.stringify({ message: "Not Found", error: { name: "NotFound", message: "No such object" } });
  let foreign: ApiFixture;
  let sibling: ApiFixture;
  let outside: ApiFixture;

  beforeAll(async () => {
    const other = await server.tenant();
    foreign = await makeApiFixture(other, server.as(other), receiver);
    sibling = await makeApiFixture(world.tenant, world.api, receiver, {
      workspace: (await makeWorkspace(world.api)).id,
    });
    outside = await makeApiFixture(world.tenant, world.api, receiver, {
      resourceScope: { resource: "account", resource_id: "43" },
    });
  });

  it.each(withIds.map((route) => [route.method, route.path, route] as const))(
    "for malformed, unknown and foreign ids: %s %s as a machine",
    async (_method, _path, route) => {
      if (!route.access.machine) return;
      expect(await aim(world.api, route, [pathParameters(foreign)])).toEqual([NOT_FOUND]);
    },
  );

  const forSessions = withIds.filter(({ access }) => access.session !== undefined);
  it.each(forSessions.map((route) => [route.method, route.path, route] as const))(
    "for another workspace of the same organization too: %s %s as a session",
    async (_method, _path, route) => {
      const api = callers.get("workspace owner true");
      if (api === undefined) throw new Error("No such caller");
      expect(await aim(api, route, [pathParameters(foreign), pathParameters(sibling)])).toEqual([NOT_FOUND]);
    },
  );

  it.each(
    forSessions
      .filter(({ path }) => /:(rule|event)_id/.test(path))
      .map((route) => [route.method, route.path, route] as const),
  )("for objects outside the resource: %s %s as a resource session", async (_method, _path, route) => {
    const api = callers.get("resource owner true");
    if (api === undefined) throw new Error("No such caller");
    expect(await aim(api, route, [pathParameters(foreign), pathParameters(sibling), pathParameters(outside)])).toEqual([
      NOT_FOUND,
    ]);
  });

  it.each([
    [
      "/connections",
      (id: string) => ({ workspace: id, type: "webhook", name: "Hook", metadata: { url: NOWHERE, skip_test: true } }),
      "workspace_id",
    ],
    [
      "/rules",
      (id: string) => ({
        workspace: id,
        connection: world.connection.id,
        event: "a",
        metadata: { action: "send_webhook" },
      }),
      "workspace_id",
    ],
    [
      "/rules",
      (id: string) => ({
        workspace: world.workspace,
        connection: id,
        event: "a",
        metadata: { action: "send_webhook" },
      }),
      "connection_id",
    ],
    ["/events", (id: string) => ({ workspace: id, event: "a", payload: { a: 1 } }), "workspace_id"],
    ["/sessions", (id: string) => ({ workspace_id: id, allowed_origins: [HOST_ORIGIN] }), "workspace_id"],
  ] as const)("for ids in the body of POST %s", async (path, bodyOf, name) => {
    const wrong = [
      UNKNOWN,
      "x",
      pathParameters(foreign)[name] ?? "",
      ...(name === "connection_id" ? [pathParameters(sibling)[name] ?? ""] : []),
    ];
    for (const id of wrong) {
      const answer = await world.api.send("POST", path, bodyOf(id));
      expect([answer.status, answer.text]).toEqual([404, NOT_FOUND]);
    }
  });

  it.each([UNKNOWN, "x"])("for the workspace of a session list: %s", async (id) => {
    const answer = await world.api.send("GET", `/sessions?workspace_id=${id}`);
    expect([answer.status, answer.text]).toEqual([404, NOT_FOUND]);
  });

  it("finds an id whatever the case of its letters", async () => {
    const answer = await world.api.send("GET", `/events/${world.delivery.event.id.toUpperCase()}`);
    expect(answer.status).toBe(200);
  });
});
