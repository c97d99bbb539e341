import { expect, vi } from "vitest";
import { EventCreated } from "#lib/contracts/events.ts";
import { KEYS_CHANNEL } from "#lib/server/db/notifications.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiAnswer } from "#lib/testing/api/api-client.ts";
import { makeWorkspace, readPublishableKey } from "#lib/testing/api/factories.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it } from "#lib/testing/server/test.ts";
import { createPublishableKeys } from "./publishable-keys.ts";

function emitWith(server: TestServer, publishableKey: string, fields: object = {}): Promise<ApiAnswer> {
  const api = apiClient(server.url, { kind: "publishable", key: publishableKey });
  return api.send("POST", "/events", { event: "a", payload: { a: 1 }, ...fields });
}

it("names the workspace of an event and signs it with the key's name", async ({
  server,
  tenant,
  publishableKey: key,
}) => {
  const { event } = ok(await emitWith(server, key), EventCreated, 201);
  expect(event).toMatchObject({
    workspace: tenant.workspaceId,
    created_by: "Default publishable key",
    resource: "global",
  });
});

it("accepts its own workspace in the body, in any case, and refuses every other", async ({
  server,
  tenant,
  publishableKey: key,
}) => {
  const sibling = await makeWorkspace(server.as(tenant));
  const other = await server.tenant();
  expect((await emitWith(server, key, { workspace: tenant.workspaceId })).status).toBe(201);
  expect((await emitWith(server, key, { workspace: tenant.workspaceId.toUpperCase() })).status).toBe(201);
  for (const workspace of [sibling.id, other.workspaceId, "0190a000-0000-7000-8000-000000000000", "x"]) {
    refused(await emitWith(server, key, { workspace }), "Forbidden");
  }
});

it.for<[what: string, wrong: (key: string) => string]>([
  ["is cut", (key) => key.slice(0, -1)],
  ["is longer", (key) => `${key}a`],
  ["differs in its last letter", (key) => `${key.slice(0, -1)}${key.endsWith("a") ? "b" : "a"}`],
  ["differs in case", (key) => key.toUpperCase().replace(/^MESH_PUB/, "mesh_pub")],
  ["has no secret part", (key) => key.split("_").slice(0, 4).join("_")],
  ["has another workspace part", (key) => key.replace(/^mesh_pub_\w+?_/, "mesh_pub_000000000000_")],
  ["has another prefix", (key) => key.replace("mesh_pub", "mesh_sec")],
  ["is empty", () => ""],
  ["is a wildcard", () => "mesh_pub_%_%_%"],
  ["is SQL", () => "mesh_pub_a_b_' or 1=1 --"],
  ["is Latin-1", () => "mesh_pub_a_b_\u00e4\u00ff"],
])("is refused when it %s", async ([_what, wrong], { server, publishableKey }) => {
  refused(await emitWith(server, wrong(publishableKey)), "Unauthorized");
});

it("is not looked up when no key can look like it, however long it is", async ({ server, publishableKey: key }) => {
  const keys = createPublishableKeys(server.database.db);
  const statements = vi.spyOn(server.database.pool, "query");
  try {
    for (const wrong of [
      `mesh_pub_${"a".repeat(4_000)}_b_${"c".repeat(4_000)}`,
      `${key}${"a".repeat(8_000)}`,
      key.replace(/.{32}$/, "\u00e4".repeat(32)),
    ]) {
      expect(await keys.find(wrong)).toBeUndefined();
    }
    expect(statements).not.toHaveBeenCalled();
    expect(await keys.find(key.replace(/.{32}$/, "a".repeat(32)))).toBeUndefined();
    expect(statements).toHaveBeenCalledTimes(1);
  } finally {
    statements.mockRestore();
  }
});

it("does not mix the parts of two keys", async ({ server, publishableKey: key }) => {
  const other = await server.tenant();
  const otherKey = await readPublishableKey(server.as(other), other.workspaceId);
  const mixed = [...key.split("_").slice(0, 4), otherKey.split("_")[4]].join("_");
  refused(await emitWith(server, mixed), "Unauthorized");
});

it("works until its end when it was rotated away, and then no more", async ({ server, publishableKey: key }) => {
  const { pool } = server.database;
  const setEnd = async (end: string) => {
    await pool.query(`update publishable_keys set expires_at = now() + $2::interval where public_key = $1`, [key, end]);
    await pool.query("select pg_notify($1, '')", [KEYS_CHANNEL]);
  };
  await setEnd("1 hour");
  expect((await emitWith(server, key)).status).toBe(201);
  await setEnd("-1 second");
  await expect.poll(async () => (await emitWith(server, key)).status, { timeout: 1_000, interval: 5 }).toBe(401);
});

it("is another one for every workspace", async ({ server, tenant, publishableKey: key }) => {
  const sibling = await makeWorkspace(server.as(tenant));
  const siblingKey = await readPublishableKey(server.as(tenant), sibling.id);
  expect(siblingKey).not.toBe(key);
  expect(ok(await emitWith(server, siblingKey), EventCreated, 201).event.workspace).toBe(sibling.id);
});
