import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Readiness } from "#lib/contracts/health.ts";
import { WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import { provisionTenant } from "#lib/server/domain/tenancy/provision.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { startServer, type RunningServer } from "#lib/server/wiring.ts";
import { ok } from "#lib/testing/api/answers.ts";
import { apiClient } from "#lib/testing/api/api-client.ts";
import { createFixtures, inTurn, type DeliveryFixture, type Fixtures } from "#lib/testing/api/delivery-fixture.ts";
import { startPgbouncer, type Pgbouncer, type PoolMode } from "#lib/testing/server/pgbouncer.ts";
import { runCli } from "#lib/testing/server/run-cli.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { testEnv } from "#lib/testing/server/test-env.ts";
import { until } from "#lib/testing/server/until.ts";

const log = createLog("silent");

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

function urlThrough({ port }: Pgbouncer): string {
  return `postgresql://${inject("postgres").user}@127.0.0.1:${port}/${database.name}`;
}

/** `session` without a way past it; `transaction` with one, and found out by the server itself. */
function variablesFor(pooler: Pgbouncer): Record<string, string> {
  const DATABASE_URL = urlThrough(pooler);
  return pooler.mode === "session"
    ? { DATABASE_URL, MESHES_DATABASE_POOLER: "session" }
    : { DATABASE_URL, DATABASE_DIRECT_URL: database.url };
}

describe.each<PoolMode>(["session", "transaction"])("behind PgBouncer in %s mode", (mode) => {
  let pooler: Pgbouncer;
  let web: RunningServer;
  let worker: RunningServer;
  let fixtures: Fixtures;
  let fixture: DeliveryFixture;

  const startNode = (role: string) =>
    startServer(
      testEnv({ ...variablesFor(pooler), MESHES_ROLE: role, MESHES_RATE_LIMIT_INGEST: "100000/100000" }),
      log,
      {
        hasPages: false,
      },
    );

  beforeAll(async () => {
    pooler = await startPgbouncer(mode, inject("postgres"));
    web = await startNode("web");
    worker = await startNode("worker");
    fixtures = createFixtures({
      tenant: () => provisionTenant(web.app, { organization: "Organization", workspace: "Workspace" }),
      as: (tenant) => apiClient(web.url, { kind: "machine", tenant }),
    });
    fixture = await fixtures.open();
  });

  afterAll(async () => {
    await worker.stop();
    await web.stop();
    await fixtures.close();
    await pooler.stop();
  });

  it("takes what comes at once, and delivers each once", async () => {
    const post = (index: number) =>
      index % 2 === 0
        ? fixture.api.send("POST", "/events", {
            workspace: fixture.workspace,
            event: "user.signup",
            payload: { index },
          })
        : fixture.api.send(
            "POST",
            "/events",
            { workspace: fixture.workspace, event: "user.signup", payload: { index } },
            { "idempotency-key": `${mode} ${index}` },
          );
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => post(index)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    await until(
      "everything to be delivered",
      async () => {
        const { rows } = await database.pool.query<{ n: number }>(
          "select count(*)::int as n from attempts where workspace_id = $1 and outcome_code = 'delivered'",
          [fixture.workspace],
        );
        return rows[0]?.n === answers.length;
      },
      60_000,
    );
    expect(new Set(fixture.receiver.received.map(({ body }) => body)).size).toBe(answers.length);
  });

  it("retries, rolls up and counts", async () => {
    const fixture = await fixtures.open();
    fixture.receiver.behave(inTurn({ status: 500 }, { status: 200 }));
    const id = await fixture.emit();
    await fixture.until(id, "completed");
    expect(await fixture.attempts(id)).toMatchObject([
      { outcome_code: "rejected_server_error" },
      { outcome_code: "delivered" },
    ]);
    const metrics = await fixture.api.send("GET", `/workspaces/${fixture.workspace}/metrics?range=24h`);
    expect(ok(metrics, WorkspaceMetrics).totals.events).toBeGreaterThan(0);
  });

  it("is told of new work", async () => {
    const { rows } = await database.pool.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and query like 'listen %'",
    );
    expect(rows[0]?.n).toBe(2);
  });

  it("leaves no settings behind in a connection that others are given", async () => {
    const ready = await fetch(`${web.url}/api/ready`);
    expect(Readiness.parse(await ready.json()).status).toBe("ready");
    if (mode === "session") return;
    const pool = await Promise.all(Array.from({ length: 8 }, () => web.app.db.execute("select pg_sleep(0.05)")));
    expect(pool).toHaveLength(8);
    const { rows } = await web.app.db.execute<{ statement: string; idle: string }>(
      "select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle",
    );
    expect(rows).toEqual([{ statement: "0", idle: "0" }]);
  });

  it("lets the command line work on the same database", async () => {
    const result = await runCli(["events", "prune", "--older-than", "1d", "--yes", "--json"], variablesFor(pooler));
    expect(result).toMatchObject({ code: 0 });
    expect(await runCli(["database", "migrate", "--json"], variablesFor(pooler))).toMatchObject({ code: 0 });
  });
});

it("says what is missing behind a pooler of which nothing is said", async () => {
  const pooler = await startPgbouncer("transaction", inject("postgres"));
  try {
    const starting = startServer(testEnv({ DATABASE_URL: urlThrough(pooler) }), log, { hasPages: false });
    await expect(starting).rejects.toThrow(
      /DATABASE_DIRECT_URL is required: DATABASE_URL leads to a connection pooler/,
    );
  } finally {
    await pooler.stop();
  }
});
