import { describe, expect } from "vitest";
import { EventDetail } from "#lib/contracts/events.ts";
import type { DeliveryQueue } from "#lib/contracts/rule-events.ts";
import { createDestinations } from "#lib/server/providers/registry.ts";
import { webhook } from "#lib/server/providers/webhook/webhook.ts";
import { ok } from "#lib/testing/api/answers.ts";
import type { ApiClient } from "#lib/testing/api/api-client.ts";
import { emit, makeRule, makeWebhook } from "#lib/testing/api/factories.ts";
import { connectSimple, simpleDestination } from "#lib/testing/providers/simple-destination.ts";
import { explain } from "#lib/testing/server/explain.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { AHEAD_MAX, READ_QUEUE } from "./read-queue.ts";

const TYPE = "mailerlite";
/** A fifth of a window at once, and the rest over the window: 8 a minute. */
const limits = { rate: { requests: 10, perMs: 60_000, scope: "connection" as const }, requestsPerDelivery: 1 };
const BURST = 2;
const DELIVERY_MS = 60_000 / 8;

const it = base
  // Nothing is delivered here.
  .override("variables", { MESHES_ROLE: "web" })
  .override("destinations", createDestinations([simpleDestination(TYPE, { limits }), webhook]));

async function queueOf(api: ApiClient, eventId: string): Promise<DeliveryQueue | undefined> {
  return ok(await api.send("GET", `/events/${eventId}`), EventDetail).rule_events[0]?.queue;
}

/** One after the other, so that each is due later than the one before. */
async function emitMany(api: ApiClient, workspaceId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await emit(api, workspaceId)).id);
  return ids;
}

const waitOf = (queue: DeliveryQueue | undefined, since: number) => Date.parse(queue?.expected_at ?? "") - since;

describe("a delivery that is due", () => {
  it("says how many come before it, and about when its provider's pace lets it begin", async ({
    server,
    tenant,
    api,
    receiver,
  }) => {
    const { id } = await connectSimple(api, tenant.workspaceId, TYPE, receiver.url);
    const ids = await emitMany(api, tenant.workspaceId, 6);
    // In one millisecond there may be several; none of another connection is counted.
    await server.database.pool.query(
      `update rule_events re set due_at = now() - (10 - n) * interval '1 second'
       from unnest($1::uuid[]) with ordinality as t(event_id, n) where re.event_id = t.event_id`,
      [ids],
    );
    const began = Date.now();
    const queues = await Promise.all(ids.map((event) => queueOf(api, event)));
    expect(queues.map((queue) => queue?.ahead)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(queues[0]).toMatchObject({ is_exact: true });
    for (const [ahead, queue] of queues.entries()) {
      const expected = Math.max(0, ahead + 1 - BURST) * DELIVERY_MS;
      expect(Math.abs(waitOf(queue, began) - expected)).toBeLessThan(DELIVERY_MS);
    }
    await server.database.pool.query(
      "insert into provider_pace (key, tokens, blocked_until) values ($1, 2, now() + interval '10 minutes')",
      [id],
    );
    expect(waitOf(await queueOf(api, ids[0] ?? ""), began)).toBeGreaterThan(9 * 60_000);
  });

  it("has no moment where nothing limits it", async ({ tenant, api }) => {
    await makeRule(api, await makeWebhook(api, tenant.workspaceId));
    const [id = ""] = await emitMany(api, tenant.workspaceId, 1);
    expect(await queueOf(api, id)).toEqual({ ahead: 0, is_exact: true });
  });

  it("is not counted by somebody else's", async ({ server, tenant, api, receiver }) => {
    await connectSimple(api, tenant.workspaceId, TYPE, receiver.url);
    await emitMany(api, tenant.workspaceId, 3);
    const other = await server.tenant();
    await connectSimple(server.as(other), other.workspaceId, TYPE, receiver.url);
    const [id = ""] = await emitMany(server.as(other), other.workspaceId, 1);
    expect(await queueOf(server.as(other), id)).toMatchObject({ ahead: 0 });
  });
});

it("a delivery that is due later has no place in the queue", async ({ server, tenant, api }) => {
  await makeRule(api, await makeWebhook(api, tenant.workspaceId));
  const [id = ""] = await emitMany(api, tenant.workspaceId, 1);
  await server.database.pool.query(
    "update rule_events set status = 'retrying', due_at = now() + interval '1 hour' where event_id = $1",
    [id],
  );
  expect(await queueOf(api, id)).toBeUndefined();
});

it("what comes before a delivery is counted up to a bound, on the queue's own index", async ({
  server,
  tenant,
  api,
}) => {
  const { pool } = server.database;
  await makeRule(api, await makeWebhook(api, tenant.workspaceId));
  const [id = ""] = await emitMany(api, tenant.workspaceId, 1);
  await pool.query(
    `insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at)
     select meshes_uuidv7(), gen_random_uuid(), workspace_id, connection_id, rule_id, integration_type, 'pending',
       due_at - n * interval '1 second'
     from rule_events, generate_series(1, 15000) as n where event_id = $1`,
    [id],
  );
  await pool.query("vacuum analyze rule_events");
  expect(await queueOf(api, id)).toEqual({ ahead: AHEAD_MAX, is_exact: false });
  const { rows } = await pool.query<{ id: string }>("select id from rule_events where event_id = $1", [id]);
  const statement = READ_QUEUE.unprepared({ ids: rows.map((row) => row.id), ahead_max: AHEAD_MAX });
  const reading = await explain(server.database, statement, ["rule_events"]);
  expect(reading.rows).toBeLessThanOrEqual(AHEAD_MAX + 1);
  expect(reading.inVain).toBe(0);
  expect(reading.blocks).toBeLessThanOrEqual(500);
});
