import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { RotatedPublishableKey } from "#lib/contracts/workspaces.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { startServer, type RunningServer } from "#lib/server/wiring.ts";
import { badRequest, ok } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiClient } from "#lib/testing/api/api-client.ts";
import { readPublishableKey } from "#lib/testing/api/factories.ts";
import { testEnv } from "#lib/testing/server/test-env.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import type { Tenant } from "../provision.ts";

let server: TestServer;
let secondNode: RunningServer;
let tenant: Tenant;
let api: ApiClient;
let first: string;

beforeAll(async () => {
  server = await startTestServer();
  const env = testEnv({ ...server.database.variables, MESHES_ROLE: "web" });
  secondNode = await startServer(env, createLog("silent"), { hasPages: false });
});
afterAll(async () => {
  await secondNode.stop();
  await server.close();
});

beforeEach(async () => {
  tenant = await server.tenant();
  api = server.as(tenant);
  first = await readPublishableKey(api, tenant.workspaceId);
});

const path = () => `/workspaces/${tenant.workspaceId}/publishable-key/rotate`;
const rotate = async (body?: object) => ok(await api.send("POST", path(), body), RotatedPublishableKey);

async function emitStatus(key: string, node: { url: string } = server): Promise<number> {
  const caller = apiClient(node.url, { kind: "publishable", key });
  return (await caller.send("POST", "/events", { event: "a", payload: { a: 1 } })).status;
}

describe("rotating a publishable key", () => {
  it("answers with the new key, which is the workspace's from then on, and with the end of the old one", async () => {
    const before = Date.now();
    const rotated = await rotate();
    expect(rotated.previous_key.public_key).toBe(first);
    expect(rotated.publishable_key.public_key).toMatch(/^mesh_pub_[0-9a-f]{12}_[0-9a-f]{12}_[0-9A-Za-z]{32}$/);
    expect(rotated.publishable_key.name).toBe(rotated.previous_key.name);
    expect(await readPublishableKey(api, tenant.workspaceId)).toBe(rotated.publishable_key.public_key);
    const graceMs = Date.parse(rotated.previous_key.expires_at) - before;
    expect(Math.abs(graceMs - 86_400_000)).toBeLessThan(60_000);
  });

  it("lets both keys send during the grace period, on every node", async () => {
    const { publishable_key } = await rotate({ grace_seconds: 60 });
    for (const node of [server, secondNode]) {
      expect(await emitStatus(first, node)).toBe(201);
      expect(await emitStatus(publishable_key.public_key, node)).toBe(201);
    }
  });

  it("ends the old key when its grace period is over, though a node has just used it", async () => {
    const { previous_key } = await rotate({ grace_seconds: 1 });
    const status = await emitStatus(first);
    if (Date.now() < Date.parse(previous_key.expires_at)) expect(status).toBe(201);
    await expect.poll(() => emitStatus(first), { timeout: 10_000, interval: 50 }).toBe(401);
  });

  it("ends the old key on every node at once without a grace period", async () => {
    expect([await emitStatus(first), await emitStatus(first, secondNode)]).toEqual([201, 201]);
    const { publishable_key } = await rotate({ grace_seconds: 0 });
    await expect.poll(() => emitStatus(first), { timeout: 5_000, interval: 10 }).toBe(401);
    await expect.poll(() => emitStatus(first, secondNode), { timeout: 5_000, interval: 10 }).toBe(401);
    expect(await emitStatus(publishable_key.public_key, secondNode)).toBe(201);
  });

  it("lets no older key outlive the newest grace period, and prolongs none", async () => {
    const { previous_key } = await rotate({ grace_seconds: 600 });
    const second = await rotate({ grace_seconds: 3600 });
    const { rows } = await server.database.pool.query<{ expires_at: Date }>(
      "select expires_at from publishable_keys where public_key = $1",
      [first],
    );
    expect(rows[0]?.expires_at.toISOString()).toBe(previous_key.expires_at);
    await rotate({ grace_seconds: 0 });
    for (const key of [first, second.previous_key.public_key, second.publishable_key.public_key]) {
      await expect.poll(() => emitStatus(key), { timeout: 5_000, interval: 10 }).toBe(401);
    }
  });

  it("gives concurrent callers a key each, one after the other, and leaves one key without an end", async () => {
    const rotated = await Promise.all(Array.from({ length: 8 }, () => rotate({ grace_seconds: 600 })));
    const made = rotated.map(({ publishable_key }) => publishable_key.public_key);
    expect(new Set(made).size).toBe(8);
    expect(new Set(rotated.map(({ previous_key }) => previous_key.public_key)).size).toBe(8);
    expect(made).toContain(await readPublishableKey(api, tenant.workspaceId));
    const { rows } = await server.database.pool.query<{ count: number }>(
      "select count(*)::int as count from publishable_keys where workspace_id = $1 and expires_at is null",
      [tenant.workspaceId],
    );
    expect(rows[0]?.count).toBe(1);
    for (const key of made) expect(await emitStatus(key)).toBe(201);
  });

  it.each([[-1], [604_801], [1.5], ["60"]])("refuses a grace period of %j", async (grace_seconds) => {
    badRequest(await api.send("POST", path(), { grace_seconds }), "grace_seconds");
    expect(await readPublishableKey(api, tenant.workspaceId)).toBe(first);
  });

  it("takes a grace period of null for one that is not given, and a body of null for none at all", async () => {
    badRequest(await api.send("POST", path(), "null"));
    expect(await readPublishableKey(api, tenant.workspaceId)).toBe(first);
    expect((await api.send("POST", path(), { grace_seconds: null })).status).toBe(200);
  });

  it("touches no other workspace", async () => {
    const other = await server.tenant();
    const key = await readPublishableKey(server.as(other), other.workspaceId);
    await rotate({ grace_seconds: 0 });
    expect(await emitStatus(key)).toBe(201);
  });
});
