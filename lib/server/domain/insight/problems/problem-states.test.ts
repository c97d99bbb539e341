import { getTableColumns } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { problems } from "#lib/server/db/schema/problems.ts";
import { emitFailing } from "#lib/testing/api/bulk-retries.ts";
import { createFixtures, type DeliveryFixture, type Fixtures } from "#lib/testing/api/delivery-fixture.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import { PROBLEM_TRANSITIONS, type ProblemOperation } from "./problem-states.ts";

const COLUMNS = Object.entries(getTableColumns(problems)).map(([key, column]) => ({ key, name: column.name }));

/** Every change of a problem is written down by the database itself, whoever makes it. */
const WATCH = `
  create table changes (n serial, before jsonb, after jsonb);
  create function write_change() returns trigger language plpgsql as $$
  begin
    insert into changes (before, after) values (to_jsonb(old), to_jsonb(new));
    return null;
  end $$;
  create trigger z_changes after insert or update or delete on problems for each row execute function write_change()`;

const STATES = {
  open: "state = 'open'",
  acknowledged: "state = 'acknowledged', acknowledged_by = 'a', acknowledged_at = now()",
  ignored: "state = 'ignored', ignored_by = 'a', ignored_at = now()",
  resolved: "state = 'resolved', resolved_at = now(), acknowledged_by = 'a', acknowledged_at = now()",
};

type Seen = { by: ProblemOperation; from: string; to: string; changes: string[] };
const seen: Seen[] = [];
let server: TestServer;
let fixtures: Fixtures;

type Row = Record<string, unknown> | null;
const placeOf = (row: Row) => (typeof row?.["state"] === "string" ? row["state"] : "absent");

async function note(by: ProblemOperation): Promise<void> {
  const { pool } = server.database;
  const { rows } = await pool.query<{ before: Row; after: Row }>("select before, after from changes order by n");
  await pool.query("truncate changes");
  for (const { before, after } of rows) {
    const isWhole = before !== null && after !== null;
    const changed = COLUMNS.filter(({ name }) => isWhole && before[name] !== after[name] && name !== "state");
    seen.push({ by, from: placeOf(before), to: placeOf(after), changes: changed.map(({ key }) => key) });
  }
}

/** What each operation does to a problem in this state, with a delivery that has failed in it. */
async function drive(by: ProblemOperation, columns: string, fixture: DeliveryFixture, eventId: string): Promise<void> {
  const { pool } = server.database;
  const { rows } = await pool.query<{ id: string }>("select id from problems where workspace_id = $1", [
    fixture.workspace,
  ]);
  const id = rows[0]?.id ?? "";
  await pool.query(
    `update problems set resource = 'r', resource_id = 'i', first_seen_at = now() - interval '1 hour', ${columns} where id = $1`,
    [id],
  );
  await pool.query("truncate changes");
  const patch = (state: string) =>
    fixture.api.send("PATCH", `/workspaces/${fixture.workspace}/problems/${id}`, { state });
  const again = async (status: number, ended: "failed" | "completed") => {
    fixture.receiver.behave(() => ({ status, body: status === 400 ? "1" : "" }));
    await fixture.retry(eventId);
    await fixture.until(eventId, ended);
  };
  const operations: Record<ProblemOperation, () => Promise<unknown>> = {
    note: () => again(400, "failed"),
    resolve: () => again(200, "completed"),
    acknowledge: () => patch("acknowledged"),
    ignore: () => patch("ignored"),
    reopen: () => patch("open"),
    delete: () => fixture.api.send("DELETE", `/rules/${fixture.rule.id}`),
  };
  await operations[by]();
  await note(by);
}

beforeAll(async () => {
  server = await startTestServer({});
  fixtures = createFixtures(server);
  await server.database.pool.query(WATCH);
  for (const by of ["note", "resolve", "acknowledge", "ignore", "reopen", "delete"] as const) {
    for (const columns of Object.values(STATES)) {
      const fixture = await fixtures.open();
      const [eventId = ""] = await emitFailing(fixture, 1);
      await note("note");
      await server.database.pool.query("update problems set message = 'Before' where workspace_id = $1", [
        fixture.workspace,
      ]);
      await drive(by, columns, fixture, eventId);
    }
  }
}, 120_000);

afterAll(async () => {
  await server.close();
  await fixtures.close();
});

const legal = PROBLEM_TRANSITIONS.flatMap(({ by, from, to, changes }) =>
  from.map((place) => ({ by, from: place, to, changes })),
);
const isSame = (a: Omit<Seen, "changes">, b: Omit<Seen, "changes">) =>
  a.by === b.by && a.from === b.from && a.to === b.to;

it("a problem changes in no way that the table of transitions does not have", () => {
  const unknown = seen.filter(
    (one) =>
      !legal.some(
        (other) => isSame(one, other) && one.changes.every((key) => other.changes.some((column) => column === key)),
      ),
  );
  expect(unknown).toEqual([]);
});

it("every transition of the table happens", () => {
  expect(legal.filter((one) => !seen.some((other) => isSame(one, other)))).toEqual([]);
});
