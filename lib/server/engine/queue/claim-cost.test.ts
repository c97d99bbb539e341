import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { LOCK_EVENTS, ROLL_UP_EVENTS } from "#lib/server/db/queries/rule-events.ts";
import { createSweep, readyPageQuery } from "#lib/server/engine/worker/sweep.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { claimGiven, claimQuery } from "./claim.ts";
import { createFinder, findQuery, START } from "./find-due.ts";
import { createPromotion, PROMOTE } from "./promote.ts";

const FEW = 100;
const MANY = 20_000;
const BUFFERS_MAX = 250;
/** With what its triggers read. */
const ROWS_MAX = 50;
/** PostgreSQL considers a plan for any values from the sixth execution of a prepared statement on. */
const UNTIL_PLANNED = 8;
const REQUEST = { paces: new Map(), full: [], dueMax: 64 };
const LEASE = { leaseToken: randomUUID(), leaseMs: 6_000 };

let database: TestDatabase;
let pool: pg.Pool;
let workspace: string;
const busy = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase();
  pool = database.pool;
  const organization = randomUUID();
  workspace = randomUUID();
  await pool.query("insert into organizations (id, name) values ($1, 'o')", [organization]);
  await pool.query("insert into workspaces (id, organization_id, name) values ($1, $2, 'w')", [
    workspace,
    organization,
  ]);
});

afterAll(() => database.drop());

/** Connections with a rule, an event and a delivery each, due then. */
async function addConnections(ids: readonly string[], status: string, due: string): Promise<void> {
  await pool.query(
    `with c as (
      insert into connections (id, workspace_id, type, name, metadata, created_by)
      select id, $2, 'webhook', id::text, '{"url": "https://hooks.example/x?y"}', 't' from unnest($1::uuid[]) as t(id) returning id
    ), r as (
      insert into rules (id, workspace_id, connection_id, type, event, metadata, created_by)
      select id, $2, id, 'webhook', 'e', '{"action": "a"}', 't' from c
    ), e as (
      insert into events (id, workspace_id, event, resource, status, total_rules, payload, created_by)
      select id, $2, 'e', 'global', 'pending', 1, '{}', 't' from c
    )
    insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at, attempt_count)
    select id, id, $2, id, id, 'webhook', $3, now() + $4::interval, 1 from c`,
    [ids, workspace, status, due],
  );
}

/** The pages of the database that a statement looks at, when it is planned with its statistics; undone afterwards. */
async function buffersOf({ text, values = [] }: pg.QueryConfig): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const explained = async () => {
      const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: Record<string, number> }] }>(
        `explain (analyze, buffers, format json) ${text}`,
        values,
      );
      const plan = rows[0]?.["QUERY PLAN"][0].Plan ?? {};
      return (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0);
    };
    await client.query("savepoint first");
    // Once for what is only read the first time, such as the catalogs.
    await explained();
    await client.query("rollback to savepoint first");
    return await explained();
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** As a server that is new: everything is executed, and so planned, while there is next to nothing. */
async function planEarly(): Promise<pg.PoolClient> {
  const client = await pool.connect();
  for (const statement of Object.values(statements)) {
    for (let times = 0; times < UNTIL_PLANNED; times += 1) await client.query(statement());
  }
  return client;
}

/** How many rows of tables a statement reads with the plan that its connection has. */
async function rowsReadBy(client: pg.PoolClient, statement: pg.QueryConfig): Promise<number> {
  // What the connection has read since it last told PostgreSQL's statistics, which it does between transactions.
  const soFar = async () => {
    const { rows } = await client.query<{ n: number }>(
      "select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::int as n from pg_stat_xact_user_tables",
    );
    return rows[0]?.n ?? Number.NaN;
  };
  await client.query("begin");
  try {
    const before = await soFar();
    await client.query(statement);
    return (await soFar()) - before;
  } finally {
    await client.query("rollback");
  }
}

const givenTo = (connectionId: string) => [
  { holder: { organizationId: "o", workspaceId: workspace, connectionId, origin: "x" }, places: 1 },
];
const claimOfBusy = () => claimQuery(LEASE, givenTo(busy), "ordinary");

const statements: Record<string, () => pg.QueryConfig> = {
  "looking for work": () => findQuery(START, REQUEST),
  "looking for what was lost again and again": () => findQuery(START, { ...REQUEST, kind: "quarantined" }),
  "a claim": claimOfBusy,
  "promoting what has become due": () => PROMOTE.prepared({}),
  "the sweep's look": () => readyPageQuery(),
};

describe("with connections that wait for a retry in 30 days", () => {
  const costs = new Map<string, number[]>();
  const read = new Map<string, number>();

  beforeAll(async () => {
    const early = await planEarly();
    await addConnections([busy], "pending", "0");
    for (const count of [FEW, MANY]) {
      await addConnections(
        Array.from({ length: count }, () => randomUUID()),
        "retrying",
        "30 days",
      );
      for (const [name, statement] of Object.entries(statements)) read.set(name, await rowsReadBy(early, statement()));
      await pool.query("analyze rule_events, connections, rules, events, workspaces");
      for (const [name, statement] of Object.entries(statements)) {
        costs.set(name, [...(costs.get(name) ?? []), await buffersOf(statement())]);
      }
    }
    early.release();
  }, 120_000);

  it.each(Object.keys(statements))("%s reads a few rows with a plan from before they were there", (name) => {
    expect(read.get(name)).toBeLessThan(ROWS_MAX);
  });

  it("what is said for each batch of deliveries is planned once, for any values", async () => {
    const client = await pool.connect();
    const repeated = [
      findQuery(START, REQUEST),
      claimOfBusy(),
      LOCK_EVENTS.prepared({ event_ids: [busy] }),
      ROLL_UP_EVENTS.prepared({ event_ids: [busy] }),
    ];
    await client.query("begin");
    for (let times = 0; times < 2 * UNTIL_PLANNED; times += 1) {
      for (const statement of repeated) await client.query(statement);
    }
    const { rows } = await client.query("select name, generic_plans > 0 as once from pg_prepared_statements");
    await client.query("rollback");
    client.release();
    expect(rows).toEqual(expect.arrayContaining(repeated.map(({ name }) => ({ name, once: true }))));
  });

  it.each(Object.keys(statements))("%s costs the same with 20,000 of them as with 100", (name) => {
    const [few = 0, many = Infinity] = costs.get(name) ?? [];
    expect(many).toBeLessThanOrEqual(BUFFERS_MAX);
    // Trees of indexes are a level or two higher.
    expect(many).toBeLessThanOrEqual(few * 2 + 10);
  });

  it("only the one that has something due is found", async () => {
    const { connections, isWhole } = await createFinder(pool)(REQUEST);
    expect(connections.map(({ connectionId, origin, due }) => [connectionId, origin, due])).toEqual([
      [busy, "https://hooks.example", 1],
    ]);
    expect(isWhole).toBe(true);
  });
});

describe("what was due later", () => {
  it("is found once its time has come, however the time was written", async () => {
    const [retry, restarted] = [randomUUID(), randomUUID()];
    await addConnections([retry, restarted], "retrying", "1 hour");
    const find = createFinder(pool);
    const found = async () => (await find(REQUEST)).connections.map(({ connectionId }) => connectionId);
    expect(await found()).not.toContain(retry);
    await pool.query("update rule_events set due_at = now() where id = $1", [restarted]);
    expect(await found()).toContain(restarted);
    await pool.query("alter table rule_events disable trigger rule_events_ready_updated");
    await pool.query("update rule_events set due_at = now() - interval '1 second' where id = $1", [retry]);
    await pool.query("alter table rule_events enable trigger rule_events_ready_updated");
    expect(await found()).not.toContain(retry);
    const woken = vi.fn<() => void>();
    expect(await createPromotion(pool, woken)()).toBe("idle");
    expect(woken).toHaveBeenCalledOnce();
    expect(await found()).toContain(retry);
  });

  it("is parked when its connection became inactive meanwhile", async () => {
    const id = randomUUID();
    await addConnections([id], "retrying", "-1 second");
    await pool.query("update connections set active = false, inactive_reason = 'paused' where id = $1", [id]);
    expect(await createSweep({ db: database.db, pool, log: createLog("silent") })()).toBe("idle");
    const { rows } = await pool.query(
      "select ready, waiting_since is not null as waits from rule_events where id = $1",
      [id],
    );
    expect(rows).toEqual([{ ready: false, waits: true }]);
  });
});

describe("a connection that was found", () => {
  it.each(["active = false, inactive_reason = 'paused'", "deleted_at = now()"])(
    "gives nothing after %s",
    async (change) => {
      const [changed, other] = [randomUUID(), randomUUID()];
      await addConnections([changed, other], "pending", "0");
      await pool.query(`update connections set ${change} where id = $1`, [changed]);
      expect(await claimGiven(pool, LEASE, givenTo(changed))).toEqual([]);
      expect(await claimGiven(pool, LEASE, givenTo(other))).toHaveLength(1);
    },
  );
});

describe("more connections than one look takes in", () => {
  it("are all found within a few looks, and every workspace in each", async () => {
    const others = Array.from({ length: 3 }, () => randomUUID());
    const wanted = new Set<string>();
    for (const id of others) {
      await pool.query(
        "insert into workspaces (id, organization_id, name) select $1::uuid, organization_id, $1::text from workspaces limit 1",
        [id],
      );
      const ids = Array.from({ length: 40 }, () => randomUUID());
      await addConnections(ids, "pending", "0");
      await pool.query("update rule_events set workspace_id = $1 where id = any($2)", [id, ids]);
      for (const one of ids) wanted.add(one);
    }
    const find = createFinder(pool);
    for (let look = 0; look < 4; look += 1) {
      const { connections, isWhole } = await find(REQUEST);
      expect(isWhole).toBe(false);
      for (const { connectionId } of connections) wanted.delete(connectionId);
      const workspaces = connections.map(({ workspaceId }) => workspaceId);
      if (look === 0) expect(workspaces).toEqual(expect.arrayContaining(others));
    }
    expect(wanted.size).toBe(0);
  });
});
