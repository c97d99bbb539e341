import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { makeWebhook } from "#lib/testing/api/factories.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { connectionMemory, pruneConnectionMemory } from "./connection-memory.ts";

const it = base
  .override("variables", { MESHES_ROLE: "web" })
  .extend("ids", async ({ api, tenant }) => {
    const make = async () => (await makeWebhook(api, tenant.workspaceId)).id;
    return [await make(), await make()];
  })
  .extend("memoryOf", ({ server, ids }) => (index: number) => {
    return connectionMemory(server.database.pool, ids[index] ?? randomUUID());
  });

async function rows(server: TestServer, ids: string[]): Promise<Record<string, unknown>[]> {
  const sql = "select * from connection_memory where connection_id = any($1)";
  return (await server.database.pool.query<Record<string, unknown>>(sql, [ids])).rows;
}

describe("a connection's memory", () => {
  it("recalls what was remembered last, until it is forgotten", async ({ memoryOf }) => {
    const memory = memoryOf(0);
    expect(await memory.recall("ann@example.com")).toBeUndefined();
    await memory.remember("ann@example.com", "1");
    await memory.remember("ann@example.com", "2");
    expect(await memory.recall("ann@example.com")).toBe("2");
    await memory.forget("ann@example.com");
    expect(await memory.recall("ann@example.com")).toBeUndefined();
  });

  it("is not another connection's", async ({ memoryOf }) => {
    await memoryOf(0).remember("ann@example.com", "1");
    expect(await memoryOf(1).recall("ann@example.com")).toBeUndefined();
    await memoryOf(1).forget("ann@example.com");
    expect(await memoryOf(0).recall("ann@example.com")).toBe("1");
  });

  it("holds no address in clear, and no two connections the same trace of one", async ({ server, ids, memoryOf }) => {
    await memoryOf(0).remember("ann@example.com", "1");
    await memoryOf(1).remember("ann@example.com", "1");
    const found = await rows(server, ids);
    expect(JSON.stringify(found)).not.toContain("ann");
    expect(new Set(found.map((row) => row["key_hash"])).size).toBe(2);
  });

  it("is over after a week, and then pruned", async ({ server, ids, memoryOf }) => {
    await memoryOf(0).remember("old", "1");
    const sql = "update connection_memory set expires_at = expires_at - interval '7 days' where connection_id = $1";
    await server.database.pool.query(sql, [ids[0]]);
    await memoryOf(0).remember("new", "1");
    expect(await memoryOf(0).recall("old")).toBeUndefined();
    expect(await pruneConnectionMemory(server.database.pool)).toBe("idle");
    expect(await rows(server, ids)).toHaveLength(1);
    expect(await memoryOf(0).recall("new")).toBe("1");
  });
});
