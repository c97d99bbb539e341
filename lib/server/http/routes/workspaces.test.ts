import { describe, expect } from "vitest";
import { WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import {
  CatalogEntries,
  Workspace,
  WorkspaceCreated,
  WorkspaceDetail,
  WorkspacesPage,
} from "#lib/contracts/workspaces.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { badRequest, ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import type { ApiAnswer, ApiClient } from "#lib/testing/api/api-client.ts";
import { RESOURCE_SCOPE } from "#lib/testing/api/api-fixture.ts";
import { emit, makeRule, makeWebhook, makeWorkspace, uniqueName } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";

const it = base.extend("calls", ({ api }) => ({
  create: (body: object) => api.send("POST", "/workspaces", body),
  put: (id: string, body: object) => api.send("PUT", `/workspaces/${id}`, body),
  get: async (id: string) => ok(await api.send("GET", `/workspaces/${id}`), WorkspaceDetail),
}));

describe("creating a workspace", () => {
  it("answers 201 with the workspace, wrapped, and without its key", async ({ calls }) => {
    const { workspace } = ok(await calls.create({ name: "My_team - 1", description: "Ours" }), WorkspaceCreated, 201);
    expect(workspace).toMatchObject({ name: "My_team - 1", description: "Ours" });
    expect(workspace.created_at).toBe(workspace.updated_at);
    expect((await calls.get(workspace.id)).publishable_key.name).toBe("Default publishable key");
  });

  it.for([[{}], [{ description: null }]] as const)(
    "describes it as null when told nothing: %j",
    async ([fields], { calls }) => {
      expect(
        ok(await calls.create({ name: uniqueName("W"), ...fields }), WorkspaceCreated, 201).workspace.description,
      ).toBeNull();
    },
  );

  it("refuses a name that the organization has, and only that", async ({ server, calls }) => {
    const name = uniqueName("Same");
    ok(await calls.create({ name }), WorkspaceCreated, 201);
    expect(errorParams(refused(await calls.create({ name }), "Conflict"))).toEqual(["name"]);
    const other = await server.tenant();
    ok(await server.as(other).send("POST", "/workspaces", { name }), WorkspaceCreated, 201);
  });

  it("makes one of several with the same name at once", async ({ calls }) => {
    const name = uniqueName("Race");
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await calls.create({ name })).status));
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409]);
  });

  it.for(["abc", "x".repeat(50), "A-b_c 9"])("takes the name %s", async (name, { calls }) => {
    ok(await calls.create({ name }), WorkspaceCreated, 201);
  });

  it.for([undefined, null, 7, "", "ab", "x".repeat(51), "caf\u00e9", "a/b", "a\nb", "a.b"])(
    "refuses the name %j",
    async (name, { calls }) => {
      const body = refused(await calls.create({ name }), "BadRequest");
      expect(new Set(errorParams(body))).toEqual(new Set(["name"]));
    },
  );

  it.for([7, "x".repeat(1025), {}])("refuses the description %j", async (description, { calls }) => {
    badRequest(await calls.create({ name: uniqueName("W"), description }), "description");
  });

  it("takes a description of 1,024 characters", async ({ calls }) => {
    ok(await calls.create({ name: uniqueName("W"), description: "\u00e4".repeat(1024) }), WorkspaceCreated, 201);
  });
});

describe("changing a workspace", () => {
  it("keeps a description that is not named, and clears it with null", async ({ calls }) => {
    const { workspace } = ok(await calls.create({ name: uniqueName("W"), description: "Ours" }), WorkspaceCreated, 201);
    const name = uniqueName("Renamed");
    expect(ok(await calls.put(workspace.id, { name }), Workspace)).toMatchObject({ name, description: "Ours" });
    expect(ok(await calls.put(workspace.id, { name, description: null }), Workspace).description).toBeNull();
    expect(ok(await calls.put(workspace.id, { name, description: "" }), Workspace).description).toBe("");
  });

  it("moves the time of the last change, and no other time", async ({ server, tenant, calls }) => {
    const before = await calls.get(tenant.workspaceId);
    await server.database.pool.query(
      "update workspaces set created_at = created_at - interval '1 hour', updated_at = updated_at - interval '1 hour' where id = $1",
      [before.id],
    );
    const old = await calls.get(before.id);
    const after = ok(await calls.put(before.id, { name: before.name }), Workspace);
    expect(after.created_at).toBe(old.created_at);
    expect(after.updated_at > old.updated_at).toBe(true);
  });

  it("refuses the name of another workspace, and takes its own", async ({ tenant, api, calls }) => {
    const other = await makeWorkspace(api);
    const mine = await calls.get(tenant.workspaceId);
    expect(errorParams(refused(await calls.put(mine.id, { name: other.name }), "Conflict"))).toEqual(["name"]);
    ok(await calls.put(mine.id, { name: mine.name }), Workspace);
  });

  it("needs a name", async ({ tenant, calls }) => {
    badRequest(await calls.put(tenant.workspaceId, { description: "x" }), "name");
  });
});

describe("the list of workspaces", () => {
  it("shows those of the organization alone, newest first, without keys", async ({ server, tenant, api }) => {
    const second = await makeWorkspace(api);
    await server.tenant();
    const page = ok(await api.send("GET", "/workspaces"), WorkspacesPage);
    expect(page.records.map(({ id }) => id)).toEqual([second.id, tenant.workspaceId]);
    expect(page).toMatchObject({ count: 2, next_cursor: null });
  });
});

describe("the catalogs", () => {
  const catalog = async (tenant: Tenant, api: ApiClient, name: string, caller: ApiClient = api) =>
    ok(await caller.send("GET", `/workspaces/${tenant.workspaceId}/${name}`), CatalogEntries).map(({ key }) => key);

  it("start with contact.created and no resource, as a bare list", async ({ tenant, api }) => {
    expect(await catalog(tenant, api, "event-types")).toEqual(["contact.created"]);
    expect(await catalog(tenant, api, "resources")).toEqual([]);
  });

  it("grow with the events that arrive, each key once and sorted", async ({ tenant, api }) => {
    await emit(api, tenant.workspaceId, { event: "z.last" });
    await emit(api, tenant.workspaceId, { event: "a.first", resource: "account", resource_id: "1" });
    await emit(api, tenant.workspaceId, { event: "a.first", resource: "account", resource_id: "2" });
    expect(await catalog(tenant, api, "event-types")).toEqual(["a.first", "contact.created", "z.last"]);
    expect(await catalog(tenant, api, "resources")).toEqual(["account", "global"]);
  });

  it("show a resource session no resource but its own", async ({ tenant, api, sessionOf }) => {
    await emit(api, tenant.workspaceId, { resource: "invoice", resource_id: "7" });
    await emit(api, tenant.workspaceId, RESOURCE_SCOPE);
    const session = await sessionOf({ session_type: "resource", ...RESOURCE_SCOPE });
    expect(await catalog(tenant, api, "resources", session)).toEqual([RESOURCE_SCOPE.resource]);
    expect(await catalog(tenant, api, "event-types", session)).toEqual(["contact.created", "user.signup"]);
  });

  it("are listed in pages: the header names the next one, also beyond 1,000", async ({ server, tenant, api }) => {
    await server.database.pool.query(
      `insert into event_types (id, workspace_id, key, label)
       select meshes_uuidv7(), $1, 'é ' || lpad(n::text, 5, '0'), 'x' from generate_series(1, 1204) as n`,
      [tenant.workspaceId],
    );
    const base = `/workspaces/${tenant.workspaceId}/event-types`;
    const nextOf = (answer: ApiAnswer) =>
      /^<\/api\/v1(\/workspaces\/[^>]+)>; rel="next"$/.exec(answer.headers.get("link") ?? "")?.[1];
    for (const [query, sizes] of [
      ["", [1_000, 200, 5]],
      ["?limit=150", [150, 150, 150, 150, 150, 150, 150, 150, 5]],
    ] as const) {
      const found: string[] = [];
      const pages: number[] = [];
      let path: string | undefined = base + query;
      while (path !== undefined) {
        const answer: ApiAnswer = await api.send("GET", path);
        const keys = ok(answer, CatalogEntries).map(({ key }) => key);
        found.push(...keys);
        pages.push(keys.length);
        path = nextOf(answer);
      }
      expect(pages).toEqual(sizes);
      expect(new Set(found).size).toBe(1_205);
      expect(found[0]).toBe("contact.created");
    }
    badRequest(await api.send("GET", `${base}?limit=0`), "limit");
    badRequest(await api.send("GET", `${base}?cursor=_w`), "cursor");
  });

  it("name who sent the first event", async ({ tenant, api }) => {
    await emit(api, tenant.workspaceId, { event: "order.paid" });
    const entries = ok(await api.send("GET", `/workspaces/${tenant.workspaceId}/event-types`), CatalogEntries);
    expect(entries.find(({ key }) => key === "order.paid")).toMatchObject({
      label: "order.paid",
      description: null,
      active: true,
      created_by: tenant.accessKey,
    });
  });

  it("belong to their workspace alone", async ({ tenant, api }) => {
    await emit(api, (await makeWorkspace(api)).id, { event: "elsewhere" });
    expect(await catalog(tenant, api, "event-types")).toEqual(["contact.created"]);
  });

  it("do not grow by what was refused", async ({ tenant, api }) => {
    await api.send("POST", "/events", { workspace: tenant.workspaceId, event: "bad", payload: { email: 7 } });
    expect(await catalog(tenant, api, "event-types")).toEqual(["contact.created"]);
  });
});

describe("the dashboard", () => {
  const metrics = async (tenant: Tenant, api: ApiClient, caller: ApiClient = api) =>
    ok(await caller.send("GET", `/workspaces/${tenant.workspaceId}/metrics`), WorkspaceMetrics);

  it("counts the last 24 hours and says what is missing", async ({ tenant, api }) => {
    const empty = await metrics(tenant, api);
    expect(empty).toMatchObject({
      range: "24h",
      totals: { events: 0 },
      attention: [],
      broken_rules: [],
      has_connections: false,
      has_rules: false,
    });
    const length = Date.parse(empty.to) - Date.parse(empty.from);
    expect(Math.floor(length / 60_000)).toBe(24 * 60);
    const connection = await makeWebhook(api, tenant.workspaceId);
    await makeRule(api, connection, { event: "other" });
    await emit(api, tenant.workspaceId);
    expect(await metrics(tenant, api)).toMatchObject({
      totals: { events: 1, completed: 1 },
      previous: { events: 0 },
      has_connections: true,
      has_rules: true,
    });
  });

  it("counts only the resource for a resource session", async ({ tenant, api, sessionOf }) => {
    const session = await sessionOf({ session_type: "resource", ...RESOURCE_SCOPE });
    const connection = await makeWebhook(api, tenant.workspaceId);
    await makeRule(api, connection, { event: "other", resource: "account", resource_id: "43" });
    await makeRule(api, connection, { event: "unscoped" });
    await emit(api, tenant.workspaceId);
    await emit(api, tenant.workspaceId, { resource: "account", resource_id: "43" });
    expect(await metrics(tenant, api, session)).toMatchObject({ totals: { events: 0 }, has_rules: false });
    await makeRule(api, connection, { event: "mine", ...RESOURCE_SCOPE });
    await emit(api, tenant.workspaceId, RESOURCE_SCOPE);
    expect(await metrics(tenant, api, session)).toMatchObject({ totals: { events: 1 }, has_rules: true });
  });
});
