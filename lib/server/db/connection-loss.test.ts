import { expect } from "vitest";
import { EventCreated } from "#lib/contracts/events.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const POLL_MS = 500;

const it = base.override("variables", { MESHES_LEASE_MS: "1000" });

/** Ends every connection of the server to its database, those in a transaction too. */
async function cutConnections(server: TestServer, condition = "true"): Promise<number> {
  const { rowCount } = await server.database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and ${condition}`,
  );
  return rowCount ?? 0;
}

async function openCount(server: TestServer): Promise<number> {
  const { rows } = await server.database.pool.query<{ n: number }>(
    "select count(*)::int as n from rule_events where due_at is not null",
  );
  return rows[0]?.n ?? -1;
}

it("loses no accepted event when connections are cut again and again", async ({ server, fixture }) => {
  const accepted: string[] = [];
  const statuses = new Set<number>();
  const startedAt = performance.now();
  const isOver = () => performance.now() - startedAt > 4_000;
  const emitting = Array.from({ length: 16 }, async () => {
    while (!isOver()) {
      const answer = await fixture.api.send("POST", "/events", {
        workspace: fixture.workspace,
        event: "user.signup",
        payload: {},
      });
      statuses.add(answer.status);
      if (answer.status === 201) accepted.push(EventCreated.parse(answer.body).event.id);
      else expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
    }
  });
  const changing = (async () => {
    for (let i = 0; !isOver(); i += 1) {
      const metadata = { action: "send_webhook", id: `copy ${i}` };
      const answer = await fixture.api.send("POST", "/rules", {
        workspace: fixture.workspace,
        connection: fixture.connection.id,
        event: "other",
        metadata,
      });
      expect([201, 503]).toContain(answer.status);
    }
  })();
  const cutting = (async () => {
    while (!isOver()) {
      // The test's own pool of checks is cut as well.
      await cutConnections(server).catch(() => 0);
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 150));
    }
  })();
  await Promise.all([...emitting, changing, cutting]);
  // What was lost with its connection is stored once more, so hardly anything has to be refused.
  expect([...statuses].filter((status) => status !== 201 && status !== 503)).toEqual([]);
  await until("everything to be delivered", async () => (await openCount(server)) === 0, 20_000);
  const { rows } = await server.database.pool.query<{ id: string }>(
    "select id from events where id = any($1) and status = 'completed'",
    [accepted],
  );
  expect(rows).toHaveLength(accepted.length);
  const received = new Set(fixture.receiver.received.map(({ body }) => String(JSON.parse(body).uuid)));
  expect(accepted.filter((id) => !received.has(id))).toEqual([]);
});

it("listens again when the listening connection was cut", async ({ server, fixture }) => {
  const listening = "query ilike 'listen%'";
  await until("the server to listen", async () => (await cutConnections(server, listening)) > 0);
  await until("the server to listen again", async () => {
    const { rows } = await server.database.pool.query(
      `select from pg_stat_activity where datname = current_database() and ${listening}`,
    );
    return rows.length > 0;
  });
  const id = await fixture.emit();
  await fixture.until(id, "completed");
});

it("notices an event within the poll interval while nobody listens", async ({ server, fixture }) => {
  await fixture.emit();
  await until("the first delivery", () => fixture.receiver.received.length === 1);
  await cutConnections(server, "query ilike 'listen%'");
  // Written past the server, so that only polling can notice it.
  const { rows } = await server.database.pool.query<{ id: string }>("select id from rule_events where rule_id = $1", [
    fixture.rule.id,
  ]);
  const writtenAt = performance.now();
  await server.database.pool.query("update rule_events set status = 'pending', due_at = now() where id = $1", [
    rows[0]?.id,
  ]);
  await until("the second delivery", () => fixture.receiver.received.length === 2);
  expect(performance.now() - writtenAt).toBeLessThan(POLL_MS + 1_000);
});
