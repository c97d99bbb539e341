import { describe, expect } from "vitest";
import { RotatedPublishableKey } from "#lib/contracts/workspaces.ts";
import { badRequest, ok } from "#lib/testing/api/answers.ts";
import { apiClient } from "#lib/testing/api/api-client.ts";
import { readPublishableKey } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";

const it = base
  .extend("secondNode", ({ startNode }) => startNode({ MESHES_ROLE: "web" }))
  .extend("keys", ({ server, tenant, api, publishableKey: first }) => {
    const path = () => `/workspaces/${tenant.workspaceId}/publishable-key/rotate`;
    const rotate = async (body?: object) => ok(await api.send("POST", path(), body), RotatedPublishableKey);
    async function emitStatus(key: string, node: { url: string } = server): Promise<number> {
      const caller = apiClient(node.url, { kind: "publishable", key });
      return (await caller.send("POST", "/events", { event: "a", payload: { a: 1 } })).status;
    }
    return { first, path, rotate, emitStatus };
  });

describe("rotating a publishable key", () => {
  it("answers with the new key, which is the workspace's from then on, and with the end of the old one", async ({
    tenant,
    api,
    keys,
  }) => {
    const before = Date.now();
    const rotated = await keys.rotate();
    expect(rotated.previous_key.public_key).toBe(keys.first);
    expect(rotated.publishable_key.public_key).toMatch(/^mesh_pub_[0-9a-f]{12}_[0-9a-f]{12}_[0-9A-Za-z]{32}$/);
    expect(rotated.publishable_key.name).toBe(rotated.previous_key.name);
    expect(await readPublishableKey(api, tenant.workspaceId)).toBe(rotated.publishable_key.public_key);
    const graceMs = Date.parse(rotated.previous_key.expires_at) - before;
    expect(Math.abs(graceMs - 86_400_000)).toBeLessThan(60_000);
  });

  it("lets both keys send during the grace period, on every node", async ({ server, secondNode, keys }) => {
    const { publishable_key } = await keys.rotate({ grace_seconds: 60 });
    for (const node of [server, secondNode]) {
      expect(await keys.emitStatus(keys.first, node)).toBe(201);
      expect(await keys.emitStatus(publishable_key.public_key, node)).toBe(201);
    }
  });

  it("ends the old key when its grace period is over, though a node has just used it", async ({ keys }) => {
    const { previous_key } = await keys.rotate({ grace_seconds: 1 });
    const status = await keys.emitStatus(keys.first);
    if (Date.now() < Date.parse(previous_key.expires_at)) expect(status).toBe(201);
    await expect.poll(() => keys.emitStatus(keys.first), { timeout: 10_000, interval: 50 }).toBe(401);
  });

  it("ends the old key on every node at once without a grace period", async ({ secondNode, keys }) => {
    expect([await keys.emitStatus(keys.first), await keys.emitStatus(keys.first, secondNode)]).toEqual([201, 201]);
    const { publishable_key } = await keys.rotate({ grace_seconds: 0 });
    await expect.poll(() => keys.emitStatus(keys.first), { timeout: 5_000, interval: 10 }).toBe(401);
    await expect.poll(() => keys.emitStatus(keys.first, secondNode), { timeout: 5_000, interval: 10 }).toBe(401);
    expect(await keys.emitStatus(publishable_key.public_key, secondNode)).toBe(201);
  });

  it("lets no older key outlive the newest grace period, and prolongs none", async ({ server, keys }) => {
    const { previous_key } = await keys.rotate({ grace_seconds: 600 });
    const second = await keys.rotate({ grace_seconds: 3600 });
    const { rows } = await server.database.pool.query<{ expires_at: Date }>(
      "select expires_at from publishable_keys where public_key = $1",
      [keys.first],
    );
    expect(rows[0]?.expires_at.toISOString()).toBe(previous_key.expires_at);
    await keys.rotate({ grace_seconds: 0 });
    for (const key of [keys.first, second.previous_key.public_key, second.publishable_key.public_key]) {
      await expect.poll(() => keys.emitStatus(key), { timeout: 5_000, interval: 10 }).toBe(401);
    }
  });

  it("gives concurrent callers a key each, one after the other, and leaves one key without an end", async ({
    server,
    tenant,
    api,
    keys,
  }) => {
    const rotated = await Promise.all(Array.from({ length: 8 }, () => keys.rotate({ grace_seconds: 600 })));
    const made = rotated.map(({ publishable_key }) => publishable_key.public_key);
    expect(new Set(made).size).toBe(8);
    expect(new Set(rotated.map(({ previous_key }) => previous_key.public_key)).size).toBe(8);
    expect(made).toContain(await readPublishableKey(api, tenant.workspaceId));
    const { rows } = await server.database.pool.query<{ count: number }>(
      "select count(*)::int as count from publishable_keys where workspace_id = $1 and expires_at is null",
      [tenant.workspaceId],
    );
    expect(rows[0]?.count).toBe(1);
    for (const key of made) expect(await keys.emitStatus(key)).toBe(201);
  });

  it.for([[-1], [604_801], [1.5], ["60"]] as const)(
    "refuses a grace period of %j",
    async ([grace_seconds], { tenant, api, keys }) => {
      badRequest(await api.send("POST", keys.path(), { grace_seconds }), "grace_seconds");
      expect(await readPublishableKey(api, tenant.workspaceId)).toBe(keys.first);
    },
  );

  it("takes a grace period of null for one that is not given, and a body of null for none at all", async ({
    tenant,
    api,
    keys,
  }) => {
    badRequest(await api.send("POST", keys.path(), "null"));
    expect(await readPublishableKey(api, tenant.workspaceId)).toBe(keys.first);
    expect((await api.send("POST", keys.path(), { grace_seconds: null })).status).toBe(200);
  });

  it("touches no other workspace", async ({ server, keys }) => {
    const other = await server.tenant();
    const key = await readPublishableKey(server.as(other), other.workspaceId);
    await keys.rotate({ grace_seconds: 0 });
    expect(await keys.emitStatus(key)).toBe(201);
  });
});
