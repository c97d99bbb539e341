import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { NewEvent } from "#lib/server/domain/events/context.ts";
import { createOrganization } from "#lib/server/domain/tenancy/organizations/organizations.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { createVitals } from "#lib/server/runtime/vitals.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { createIngest } from "./ingest.ts";

let database: TestDatabase;
let workspaceId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const organization = await createOrganization(database.db, "Organization");
  workspaceId = uuidv7();
  await database.pool.query("insert into workspaces (id, organization_id, name) values ($1, $2, 'w')", [
    workspaceId,
    organization.id,
  ]);
});

afterAll(() => database.drop());

function newEvent(fields: Partial<NewEvent> = {}): NewEvent {
  const base = { resource: "global", resourceId: null, payload: "{}", createdBy: "test", createdAt: new Date() };
  return { id: uuidv7(), workspaceId, event: "e", ...base, ...fields };
}

const QUEUE = { eventsMax: 10_000, bytesMax: 128 * 1024 * 1024 };
const vitals = createVitals(() => true);
const ingest = (queue = QUEUE) => createIngest({ pool: database.pool, queue, vitals });

it("takes the same new event types from several servers at once, whatever their order", async () => {
  for (let round = 0; round < 20; round += 1) {
    const names = Array.from({ length: 25 }, (_item, index) => `round ${round} type ${index}`);
    const servers = [ingest(), ingest(), ingest()];
    const orders = [names, names.toReversed(), names.toSorted((a, b) => a.slice(-1).localeCompare(b.slice(-1)))];
    const results = await Promise.allSettled(
      servers.flatMap((server, index) =>
        (orders[index] ?? []).map((event) => server.accept(newEvent({ event, resource: event }))),
      ),
    );
    expect(results.filter(({ status }) => status === "rejected")).toEqual([]);
  }
  const { rows } = await database.pool.query("select from event_types where key like 'round %'");
  expect(rows).toHaveLength(500);
});

it("refuses only the events of a batch that cannot be stored", async () => {
  const server = ingest();
  const payloads = ["{}", "{broken", '{"a":1}', `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "{}"];
  const results = await Promise.allSettled(
    payloads.map((payload) => server.accept(newEvent({ event: "mixed", payload }))),
  );
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected", "fulfilled"]);
  const { rows } = await database.pool.query("select from events where event = 'mixed'");
  expect(rows).toHaveLength(3);
});

it("finds the events that cannot be stored by halving the batch, not one by one", async () => {
  const server = ingest();
  await server.accept(newEvent({ event: "poison" }));
  const statements = vi.spyOn(database.pool, "query");
  const batch = Array.from({ length: 250 }, (_item, index) =>
    newEvent({ event: "poison", payload: index === 77 ? "{broken" : "{}" }),
  );
  const results = await Promise.allSettled(batch.map((event) => server.accept(event)));
  const count = statements.mock.calls.length;
  statements.mockRestore();
  expect(results.flatMap(({ status }, index) => (status === "rejected" ? [index] : []))).toEqual([77]);
  // The whole batch, and two halves for each halving of 250 down to one.
  expect(count).toBeLessThanOrEqual(1 + 2 * Math.ceil(Math.log2(250)));
  const { rows } = await database.pool.query("select from events where event = 'poison'");
  expect(rows).toHaveLength(250);
});

it("bounds what waits by its bytes, and has room again afterwards", async () => {
  const server = ingest({ ...QUEUE, bytesMax: 16 * 1024 * 1024 });
  const payload = JSON.stringify({ text: "x".repeat(250_000) });
  const results = await Promise.allSettled(
    Array.from({ length: 60 }, () => server.accept(newEvent({ event: "heavy", payload }))),
  );
  const refused = results.filter((result) => result.status === "rejected");
  const accepted = results.length - refused.length;
  expect(accepted * payload.length * 2).toBeLessThanOrEqual(16 * 1024 * 1024);
  expect(accepted).toBeGreaterThan(20);
  for (const { reason } of refused)
    expect(reason).toMatchObject({ code: "unavailable", headers: { "Retry-After": "1" } });
  await server.accept(newEvent({ event: "heavy", payload }));
});

it("remembers 1,000 event types and resources of a workspace, and accepts later ones all the same", async () => {
  const { rows: workspaces } = await database.pool.query<{ id: string }>(
    `insert into workspaces (id, organization_id, name)
     select meshes_uuidv7(), organization_id, t.name from workspaces cross join (values ('full'), ('beside')) as t (name)
     where workspaces.name = 'w' returning workspaces.id`,
  );
  const [full, beside] = workspaces.map(({ id }) => id);
  const server = ingest();
  const names = Array.from({ length: 1_200 }, (_item, index) => `name ${index}`);
  for (let from = 0; from < names.length; from += 200) {
    const part = names.slice(from, from + 200);
    await Promise.all(
      part.map((name) => server.accept(newEvent({ workspaceId: full ?? "", event: name, resource: name }))),
    );
  }
  await server.accept(newEvent({ workspaceId: beside ?? "", event: "name 1", resource: "name 1" }));
  const { rows } = await database.pool.query(
    `select w.name, (select count(*)::int from events where workspace_id = w.id) as events,
       (select count(*)::int from event_types where workspace_id = w.id) as event_types,
       (select count(*)::int from resources where workspace_id = w.id) as resources
     from workspaces w where name <> 'w' order by name desc`,
  );
  expect(rows).toEqual([
    { name: "full", events: 1_200, event_types: 1_000, resources: 1_000 },
    { name: "beside", events: 1, event_types: 1, resources: 1 },
  ]);
});

it("remembers a type only when it is stored, so that a refused batch does not hide it", async () => {
  const server = ingest();
  await expect(server.accept(newEvent({ event: "late type", payload: "{broken" }))).rejects.toMatchObject({
    code: "bad_request",
  });
  await server.accept(newEvent({ event: "late type" }));
  const { rows } = await database.pool.query("select from event_types where key = 'late type'");
  expect(rows).toHaveLength(1);
});

it("answers 503 when too much is waiting or it is stopping, and stores what it took", async () => {
  const server = ingest({ ...QUEUE, eventsMax: 10 });
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, () => server.accept(newEvent({ event: "crowd" }))),
  );
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused).toHaveLength(40);
  for (const { reason } of refused)
    expect(reason).toMatchObject({ code: "unavailable", headers: { "Retry-After": "1" } });
  const taken = server.accept(newEvent({ event: "crowd" }));
  const drained = server.drain();
  await expect(server.accept(newEvent())).rejects.toMatchObject({ code: "unavailable" });
  await Promise.all([taken, drained]);
  const { rows } = await database.pool.query("select from events where event = 'crowd'");
  expect(rows).toHaveLength(11);
});
