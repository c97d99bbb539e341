import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WORK_CHANNEL } from "#lib/server/db/notifications.ts";
import type { NewEvent } from "#lib/server/domain/events/context.ts";
import { createOrganization } from "#lib/server/domain/tenancy/organizations/organizations.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { createVitals } from "#lib/server/runtime/vitals.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { createIngest } from "./ingest.ts";
import type { LocalWorker } from "./local-worker.ts";

const RULES = 400;

let database: TestDatabase;
const [crowded, second, quiet] = [uuidv7(), uuidv7(), uuidv7()];

beforeAll(async () => {
  database = await createTestDatabase();
  const organization = await createOrganization(database.db, "Organization");
  await database.pool.query(
    "insert into workspaces (id, organization_id, name) select id, $2, id::text from unnest($1::uuid[]) as t (id)",
    [[crowded, second, quiet], organization.id],
  );
  await database.pool.query(
    `insert into connections (id, workspace_id, type, name, metadata, created_by)
     select meshes_uuidv7(), id, 'webhook', 'c', '{}', 't' from workspaces`,
  );
  await database.pool.query(
    `insert into rules (id, workspace_id, connection_id, type, event, metadata, created_by)
     select meshes_uuidv7(), c.workspace_id, c.id, 'webhook', 'e', jsonb_build_object('action', 'send_webhook', 'id', n::text), 't'
     from connections c cross join lateral generate_series(1, case when c.workspace_id = $1 then 2 else $2::int end) as n`,
    [quiet, RULES],
  );
});

afterAll(() => database.drop());

function newEvent(workspaceId: string): NewEvent {
  const base = { resource: "global", resourceId: null, payload: "{}", createdBy: "test", createdAt: new Date() };
  return { id: uuidv7(), workspaceId, event: "e", ...base };
}

const ingest = (localWorker?: LocalWorker) =>
  createIngest({
    pool: database.pool,
    localWorker,
    queue: { eventsMax: 10_000, bytesMax: 128 * 1024 * 1024 },
    vitals: createVitals(() => true),
  });

async function deliveriesOf(ids: readonly string[]): Promise<number[]> {
  const { rows } = await database.pool.query<{ n: number }>(
    `select e.total_rules as n from events e
     where id = any($1::uuid[]) and total_rules = (select count(*) from rule_events where event_id = e.id)`,
    [ids],
  );
  return rows.map(({ n }) => n);
}

describe("who is told of new work", () => {
  it.each([
    { hasRoom: true, told: 0 },
    { hasRoom: false, told: 2 },
  ])("is the worker of this process, and others when it has no room: %j", async ({ hasRoom, told }) => {
    const client = await database.pool.connect();
    const notified = vi.fn<() => void>();
    client.on("notification", notified);
    await client.query(`listen ${WORK_CHANNEL}`);
    const arrived = vi.fn<(connectionIds: readonly string[]) => void>();
    const server = ingest({ arrived, hasRoom: () => hasRoom });
    await server.accept(newEvent(quiet));
    await server.acceptOnce({
      workspaceId: quiet,
      key: `told ${told}`,
      bodyHash: "h",
      events: [newEvent(quiet)],
      answer: () => "stored",
    });
    // Notifications stand before the answer to whatever is asked after them.
    const { rows } = await client.query<{ id: string }>("select id from connections where workspace_id = $1", [quiet]);
    const connections = rows.map(({ id }) => id);
    expect(connections).toHaveLength(1);
    client.release(true);
    expect(arrived.mock.calls).toEqual([[connections], [connections]]);
    expect(notified).toHaveBeenCalledTimes(told);
  });
});

describe("an event that many rules match", () => {
  it("is stored with all its deliveries, with an Idempotency-Key too", async () => {
    const server = ingest();
    const [alone, ...keyed] = [newEvent(crowded), newEvent(crowded), newEvent(crowded)];
    const request = { workspaceId: crowded, key: "k", bodyHash: "h", events: keyed, answer: () => "stored" };
    await server.accept(alone);
    expect(await server.acceptOnce(request)).toEqual({ answer: "stored", isReplayed: false });
    expect(await server.acceptOnce(request)).toEqual({ answer: "stored", isReplayed: true });
    expect(await deliveriesOf([alone, ...keyed].map(({ id }) => id))).toEqual([RULES, RULES, RULES]);
  });

  it("keeps nobody waiting: others are answered before its deliveries are written", async () => {
    const server = ingest();
    const wide = Array.from({ length: 60 }, () => newEvent(crowded));
    let written = 0;
    const all = wide.map((event) => server.accept(event).then(() => (written += 1)));
    const others = Array.from({ length: 5 }, () => newEvent(quiet));
    const before = await Promise.all(others.map((event) => server.accept(event).then(() => written)));
    expect(before).toEqual([0, 0, 0, 0, 0]);
    await Promise.all(all);
    expect(await deliveriesOf(others.map(({ id }) => id))).toEqual([2, 2, 2, 2, 2]);
    expect(await deliveriesOf(wide.map(({ id }) => id))).toHaveLength(60);
  });

  it("waits for few of another workspace's that many rules match as well", async () => {
    const server = ingest();
    let written = 0;
    const all = Array.from({ length: 60 }, () => server.accept(newEvent(crowded)).then(() => (written += 1)));
    const before = await server.accept(newEvent(second)).then(() => written);
    // Those of the batch that was running, and of one more turn.
    expect(before).toBeLessThanOrEqual(8);
    await Promise.all(all);
  });

  it("with an Idempotency-Key keeps others with one waiting no longer", async () => {
    const server = ingest();
    const request = (workspaceId: string, key: string, events: number) => ({
      workspaceId,
      key,
      bodyHash: "h",
      events: Array.from({ length: events }, () => newEvent(workspaceId)),
      answer: () => "stored",
    });
    let written = 0;
    const all = Array.from({ length: 6 }, (_item, index) =>
      server.acceptOnce(request(crowded, `wide ${index}`, 20)).then(() => (written += 1)),
    );
    expect(await server.acceptOnce(request(quiet, "small", 3)).then(() => written)).toBe(0);
    await Promise.all(all);
    expect(written).toBe(6);
  });

  it("is stored before a server that stops has drained", async () => {
    const server = ingest();
    const events = Array.from({ length: 10 }, () => newEvent(crowded));
    const all = events.map((event) => server.accept(event));
    await server.drain();
    await Promise.all(all);
    expect(await deliveriesOf(events.map(({ id }) => id))).toHaveLength(10);
  });
});
