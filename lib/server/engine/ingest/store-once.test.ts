import { afterAll, beforeAll, expect, it } from "vitest";
import { createOrganization } from "#lib/server/domain/tenancy/organizations/organizations.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { createVitals } from "#lib/server/runtime/vitals.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { deleteExpiredKeys, createKnownKeys } from "./known-keys.ts";
import { NO_WORKER } from "./local-worker.ts";
import { runKeyedBatch } from "./run-keyed-batch.ts";
import type { KeyedRequest } from "./store-once.ts";

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

function request(key: string, event: string, payload = "{}"): KeyedRequest {
  const base = { resource: "global", resourceId: null, createdBy: "test", createdAt: new Date() };
  const stored = { id: uuidv7(), workspaceId, event, payload, ...base };
  return { workspaceId, key, bodyHash: "hash", events: [stored], answer: JSON.stringify({ id: stored.id }) };
}

const run = (batch: KeyedRequest[]) =>
  runKeyedBatch(
    { pool: database.pool, known: createKnownKeys(), vitals: createVitals(() => true), localWorker: NO_WORKER },
    batch,
    null,
  );

async function column(sql: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ value: string }>(sql);
  return rows.map(({ value }) => value);
}

it("stores a key, its events and its catalog keys together, or none of them", async () => {
  const batch = [request("1", "first"), request("2", "second")];
  expect(await run(batch)).toMatchObject([{ value: { kind: "stored" } }, { value: { kind: "stored" } }]);
  expect(await run([request("2", "lost"), request("3", "third")])).toMatchObject([
    { value: { kind: "taken", first: { bodyHash: "hash", answer: { id: batch[1]?.events[0]?.id } } } },
    { value: { kind: "stored" } },
  ]);
  const unstorable = request("4", "refused", "{broken");
  expect(await run([unstorable, request("5", "fifth")])).toMatchObject([
    { value: { kind: "unstorable", ids: new Set([unstorable.events[0]?.id]) } },
    { value: { kind: "stored" } },
  ]);
  const stored = ["fifth", "first", "second", "third"];
  expect(await column("select event as value from events order by event")).toEqual(stored);
  expect(await column("select key as value from event_types order by key")).toEqual(stored);
  expect(await column("select key as value from idempotency_keys order by key")).toEqual(["1", "2", "3", "5"]);
});

it("deletes keys whose time is over, so many at once and the oldest first", async () => {
  await run(["a", "b", "c", "d"].map((key) => request(key, "aged")));
  await database.pool.query(
    `update idempotency_keys set created_at = now() - make_interval(hours => v.hours)
     from (values ('a', 30), ('b', 25), ('c', 40), ('d', 23)) as v(key, hours) where v.key = idempotency_keys.key`,
  );
  expect(await deleteExpiredKeys(database.db, 2)).toBe(2);
  const left = "select key as value from idempotency_keys where key >= 'a' order by key";
  expect(await column(left)).toEqual(["b", "d"]);
  expect(await deleteExpiredKeys(database.db, 2)).toBe(1);
  expect(await column(left)).toEqual(["d"]);
});
