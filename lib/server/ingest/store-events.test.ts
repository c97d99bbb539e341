import { afterAll, beforeAll, expect, it } from "vitest";
import { uuidv7 } from "#lib/server/ids.ts";
import { createOrganization } from "#lib/server/organizations/create-organization.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { createIngest } from "./ingest.ts";
import type { NewEvent } from "./store-events.ts";

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

const ingest = () => createIngest({ pool: database.pool, queueMax: 10_000, onStored: () => undefined });

it("takes the same new event types from several servers at once, whatever their order", async () => {
  for (let round = 0; round < 20; round += 1) {
    const names = Array.from({ length: 100 }, (_item, index) => `round ${round} type ${index}`);
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
  expect(rows).toHaveLength(2_000);
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
  const server = createIngest({ pool: database.pool, queueMax: 10, onStored: () => undefined });
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
