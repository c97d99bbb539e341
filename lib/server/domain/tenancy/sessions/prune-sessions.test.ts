import { expect } from "vitest";
import { mintSession } from "#lib/testing/api/factories.ts";
import { it } from "#lib/testing/server/test.ts";
import { pruneSessions } from "./session-life.ts";

it("deletes sessions that ended a month ago, and no other", async ({ server }) => {
  const tenant = await server.tenant();
  const mint = () => mintSession(server.as(tenant), tenant);
  const [old, recent, present] = [await mint(), await mint(), await mint()];
  const age = async (id: string, days: number) => {
    const set = "update sessions set created_at = now() - make_interval(days => $2) where id = $1";
    await server.database.pool.query(set, [id, days]);
  };
  await age(old.session_id, 32);
  await age(recent.session_id, 30);
  expect(await pruneSessions(server.database.pool)).toBe("idle");
  const { rows } = await server.database.pool.query<{ id: string }>("select id from sessions where workspace_id = $1", [
    tenant.workspaceId,
  ]);
  expect(rows.map(({ id }) => id).toSorted()).toEqual([recent.session_id, present.session_id].toSorted());
});
