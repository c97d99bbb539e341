import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { readDatabaseStatus } from "#lib/server/db/database-status.ts";
import { readMigrations } from "#lib/server/db/migrate.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { runCli, startCli, type CliResult } from "#lib/testing/server/run-cli.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { until } from "#lib/testing/server/until.ts";

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const MIGRATIONS = readdirSync(join(import.meta.dirname, "../db/migrations")).filter((name) => name.endsWith(".sql"));

describe("a database that is empty", () => {
  const name = `empty_${randomBytes(6).toString("hex")}`;
  let url: string;

  beforeAll(async () => {
    await database.pool.query(`create database ${name} template template0`);
    url = database.url.replace(/\/test_\w+\?/, `/${name}?`);
  });
  afterAll(() => database.pool.query(`drop database ${name} with (force)`));

  const Status = z.object({
    database: z.literal("external"),
    server_version: z.string().regex(/^\d+\.\d+$/),
    size_bytes: z.int().min(1),
    migrations: z.object({ applied: z.array(z.object({ name: z.string() })), pending: z.array(z.string()) }),
    tables: z.array(z.object({ name: z.string() })),
    queue: z.object({ due: z.int() }).nullable(),
    workers: z.array(z.unknown()),
  });
  const run = (...args: string[]) => runCli(["database", ...args], { DATABASE_URL: url });
  const json = ({ code, stdout, stderr }: CliResult): unknown => {
    expect([code, stderr]).toEqual([0, ""]);
    return JSON.parse(stdout);
  };

  it("shows what is pending and stays empty, is migrated once, and shows what was applied", async () => {
    const empty = Status.parse(json(await run("status", "--json")));
    expect(empty).toMatchObject({
      migrations: { applied: [], pending: MIGRATIONS },
      tables: [],
      queue: null,
      workers: [],
    });
    const said = (await run("status")).stdout;
    expect(said).toMatch(new RegExp(`^Database +${name} on localhost:\\d+, of DATABASE_URL$`, "m"));
    expect(said).toMatch(/^Migrations +0 applied; pending: 0001_initial\.sql/m);
    expect(json(await run("migrate", "--json"))).toEqual({ applied: MIGRATIONS });
    expect((await run("migrate")).stdout).toBe("Nothing to do: the database is at the newest version\n");
    const full = Status.parse(json(await run("status", "--json")));
    expect(full.migrations).toMatchObject({ applied: MIGRATIONS.map((file) => ({ name: file })), pending: [] });
    expect(full.queue).toMatchObject({ due: 0 });
  });
});

describe("the status of a database", () => {
  const rowIds: string[] = [];

  beforeEach(async () => {
    rowIds.length = 0;
    await database.pool.query("truncate rule_events, workers");
  });

  async function add(status: string, due: string | null, waiting: string | null = null): Promise<void> {
    const id = uuidv7();
    rowIds.push(id);
    await database.pool.query(
      `insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at, waiting_since)
       values ($1, $1, $1, $1, $1, 'webhook', $2, now() + $3::interval, now() + $4::interval)`,
      [id, status, due, waiting],
    );
  }

  it("counts what is open, and what a worker should have begun", async () => {
    await add("completed", null);
    await add("pending", "-10 minutes");
    await add("retrying", "-1 minute");
    await add("retrying", "1 hour");
    await add("retrying", "-1 minute", "-1 hour");
    await add("processing", "-1 hour");
    const { queue } = await readDatabaseStatus(database.pool);
    expect(queue).toMatchObject({ pending: 1, processing: 1, retrying: 3, waiting: 1, due: 2 });
    const lateMs = Date.now() - Date.parse(queue?.oldest_due_at ?? "");
    expect(lateMs).toBeGreaterThan(9 * 60_000);
    expect(lateMs).toBeLessThan(15 * 60_000);
  });

  it("tells workers that are alive from those that are gone", async () => {
    await database.pool.query(
      "insert into workers (id, started_at, heartbeat_at) values ($1, now() - interval '2 h', now()), ($2, now(), now() - interval '5 min')",
      [randomUUID(), randomUUID()],
    );
    const { workers } = await readDatabaseStatus(database.pool);
    expect(workers.map((worker) => worker.is_alive)).toEqual([true, false]);
  });

  it("names what was changed or comes from a newer build", async () => {
    const [first] = await readMigrations();
    await database.pool.query("insert into schema_migrations (name, checksum) values ('9999_later.sql', 'x')");
    await database.pool.query("update schema_migrations set checksum = 'y' where name = $1", [first?.name]);
    const { migrations } = await readDatabaseStatus(database.pool);
    await database.pool.query("delete from schema_migrations where name = '9999_later.sql'");
    await database.pool.query("update schema_migrations set checksum = $2 where name = $1", [
      first?.name,
      first?.checksum,
    ]);
    expect(migrations).toMatchObject({ pending: [], changed: [first?.name], unknown: ["9999_later.sql"] });
  });
});

describe("a command", () => {
  it("ends at once on Ctrl-C, also while it waits for somebody's lock", async () => {
    const client = await database.pool.connect();
    try {
      await client.query("select pg_advisory_lock(7315001)");
      const command = startCli(["organization", "list", "--json"], { ...database.variables });
      await until("the command to wait for the lock", async () => {
        const { rows } = await client.query(
          "select from pg_locks where locktype = 'advisory' and not granted and objid = 7315001",
        );
        return rows.length > 0;
      });
      command.send("SIGINT");
      const { code, stdout } = await command.result;
      expect(code).toBe(130);
      expect(JSON.parse(stdout)).toEqual({ error: { name: "Interrupted", message: "Interrupted" } });
    } finally {
      client.release(true);
    }
  });

  it("is quiet when nobody reads what it prints", async () => {
    const command = startCli(["database", "status"], { ...database.variables });
    command.closeOutput();
    expect(await command.result).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});
