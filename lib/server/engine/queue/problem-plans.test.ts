import { PgDialect } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOTE_PROBLEMS } from "#lib/server/db/queries/problems.ts";
import { countQuery, problemsQuery } from "#lib/server/domain/insight/problems/read-problems.ts";
import type { Exchange } from "#lib/server/providers/kit/outcome.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { createDeliveryHistory, DELIVERED, type DeliveryHistory } from "#lib/testing/server/delivery-history.ts";
import { explain, explainWork } from "#lib/testing/server/explain.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";

const CONNECTIONS = 20_000;
const RULES = 50_000;
/** Every rule has had a problem; of every tenth it is not over. */
const UNRESOLVED = RULES / 10;

const exchange: Exchange = {
  request: { method: "POST", url: "https://hooks.example/", headers: {}, body: "x".repeat(2_000) },
  statusCode: 200,
  headers: {},
  body: "",
  truncated: false,
  progress: "answered",
};

let database: TestDatabase;
let history: DeliveryHistory;
let connection: string;

beforeAll(async () => {
  database = await createTestDatabase();
  history = await createDeliveryHistory(database);
  connection = await history.makeConnection();
  await history.emit(await history.makeRule(connection), 250);
  await database.pool.query(
    `insert into connections (id, workspace_id, type, name, metadata, created_by)
     select meshes_uuidv7(), $1, 'webhook', 'c' || n, '{}', 't' from generate_series(1, ${CONNECTIONS}) as n`,
    [history.workspaceId],
  );
  await database.pool.query(
    `with c as (select id, row_number() over () as n from connections where name like 'c%'),
     r as (
       insert into rules (id, workspace_id, connection_id, type, event, metadata, created_by)
       select meshes_uuidv7(), $1, c.id, 'webhook', 'e' || n.n, '{"action": "a"}', 't'
       from generate_series(1, ${RULES}) as n join c on c.n = n.n % ${CONNECTIONS} + 1 returning id, connection_id, event
     )
     insert into problems (id, workspace_id, connection_id, rule_id, cause, outcome_code, message, fingerprint, state, resolved_at)
     select meshes_uuidv7(), $1, connection_id, id, case when event like '%1' then 'connection' else 'data' end, 'timeout', 'm',
       id::text, case when event like '%0' then 'open' else 'resolved' end, case when event not like '%0' then now() end
     from r`,
    [history.workspaceId],
  );
  await database.pool.query("vacuum analyze");
}, 120_000);

afterAll(() => database.drop());

describe("with 20,000 connections and 50,000 rules", () => {
  it("a batch of deliveries without a problem costs a probe or two of the problems", async () => {
    const claimed = await history.claim(connection, 250);
    expect(claimed).toHaveLength(250);
    const readings = await explainWork(database, () => history.record(claimed, { ...DELIVERED, exchange }), [
      "problems",
    ]);
    expect(readings).toHaveLength(1);
    const { rows } = await database.pool.query(
      "select from attempts a join attempt_details d on d.attempt_id = a.id where a.connection_id = $1",
      [connection],
    );
    expect(rows).toHaveLength(250);
    expect(readings[0]).toMatchObject({ rows: 0, inVain: 0 });
    // A probe and, in a backend that has not used the index before, what it reads of the catalogue: not 250 probes.
    expect(readings[0]?.blocks).toBeGreaterThan(0);
    expect(readings[0]?.blocks).toBeLessThanOrEqual(25);
  });

  it("noting reads what it is about, also those that it may resolve", async () => {
    const { rows } = await database.pool.query<{
      workspace_id: string;
      fingerprint: string;
      id: string;
      connection_id: string;
    }>("select * from problems order by random() limit 20");
    const statement = NOTE_PROBLEMS.unprepared({
      workspace_ids: rows.map((row) => row.workspace_id),
      fingerprints: rows.map((row) => row.fingerprint),
      messages: rows.map(() => "m"),
      attempts: rows.map(() => 1),
      resources: rows.map(() => null),
      resource_ids: rows.map(() => null),
      left_ids: rows.map((row) => row.id),
      connection_ids: rows.map((row) => row.connection_id),
      started_ats: rows.map(() => new Date()),
    });
    const reading = await explain(database, statement, ["problems"]);
    expect(reading.inVain).toBeLessThanOrEqual(20);
    expect(reading.blocks).toBeLessThanOrEqual(1_000);
  });

  it("the list of a workspace reads its unresolved problems, and counting reads what is in them", async () => {
    const scope = {
      organizationId: history.organizationId,
      workspaceId: history.workspaceId,
      resourceScope: undefined,
    };
    const query = problemsQuery(database.db, scope, history.workspaceId, { query: {}, limit: 51 }).toSQL();
    const listing = await explain(database, { text: query.sql, values: query.params }, ["problems"]);
    // And those that were opened again above.
    expect(listing.rows).toBeLessThanOrEqual(UNRESOLVED + 20);
    expect(listing.inVain).toBe(0);
    const { sql, params } = new PgDialect().sqlToQuery(countQuery([uuidv7(), uuidv7()]));
    const counting = await explain(database, { text: sql, values: params }, ["rule_events"]);
    expect(counting.blocks).toBeLessThanOrEqual(10);
    expect(counting.rows).toBe(0);
  });
});
