import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NewEvent } from "#lib/server/domain/events/context.ts";
import { createOrganization } from "#lib/server/domain/tenancy/organizations/organizations.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { explain } from "#lib/testing/server/explain.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { STORE_EVENTS, storeValues } from "./store-events.ts";

let database: TestDatabase;
const workspaceId = uuidv7();

beforeAll(async () => {
  database = await createTestDatabase();
  const organization = await createOrganization(database.db, "Organization");
  await database.pool.query("insert into workspaces (id, organization_id, name) values ($1, $2, 'w')", [
    workspaceId,
    organization.id,
  ]);
  await database.pool.query(
    `insert into connections (id, workspace_id, type, name, metadata, created_by)
     select meshes_uuidv7(), $1, 'webhook', 'connection ' || n, '{}', 't' from generate_series(1, 500) as n`,
    [workspaceId],
  );
});

afterAll(() => database.drop());

/** Four rules that match the event, each with other filters, and `others` for resources of their own. */
async function writeRules(event: string, others: number): Promise<void> {
  await database.pool.query(
    `insert into rules (id, workspace_id, connection_id, type, event, resource, resource_id, metadata, created_by)
     select meshes_uuidv7(), $1, c.id, 'webhook', $2, resource, resource_id, '{"action": "send_webhook"}', 't'
     from (
       values (0, null, null), (1, 'shop', null), (2, null, '7'), (3, 'shop', '7')
       union all
       select n, case when n % 3 > 0 then 'shop ' || n end, case when n % 3 < 2 then 'id ' || n end
       from generate_series(4, $3::int + 3) as n
     ) as t (n, resource, resource_id)
     join (select id, row_number() over () as place from connections) c on c.place = n % 500 + 1`,
    [workspaceId, event, others],
  );
  await database.pool.query("vacuum analyze rules");
}

/** What the statement that accepts one event reads of the rules. */
async function readRules(event: string, resourceId: string | null) {
  const stored: NewEvent = {
    id: uuidv7(),
    workspaceId,
    event,
    resource: "shop",
    resourceId,
    payload: "{}",
    createdBy: "t",
    createdAt: new Date(),
  };
  return explain(database, STORE_EVENTS.unprepared(storeValues([stored], { matchesMax: 20, wakesAll: true })), [
    "rules",
  ]);
}

describe("matching an event", () => {
  it("reads the rules that match and no others, however many there are for other resources", async () => {
    await writeRules("few", 10);
    const few = await readRules("few", "7");
    await writeRules("many", 50_000);
    const many = await readRules("many", "7");
    expect(many).toMatchObject({ rows: 4, inVain: 0 });
    expect(await readRules("many", null)).toMatchObject({ rows: 2, inVain: 0 });
    // A level or two more of the index for each of the four look-ups.
    expect(many.blocks).toBeLessThanOrEqual(few.blocks + 12);
  });
});
