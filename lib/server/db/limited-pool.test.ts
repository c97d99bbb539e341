import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { createLog } from "#lib/server/runtime/log.ts";
import { startTcpProxy, type TcpProxy } from "#lib/testing/server/tcp-proxy.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { until } from "#lib/testing/server/until.ts";
import { inClientTransaction } from "./client-transaction.ts";
import { openDatabase, type DatabaseHandle } from "./database.ts";
import { isDatabaseUnavailable, isOutcomeUnknown } from "./pg-error.ts";
import { withBudget, withStatementLimit } from "./statement-limits.ts";

const LIMIT_MS = 500;

let database: TestDatabase;
let proxy: TcpProxy;
let handle: DatabaseHandle;

beforeEach(async () => {
  database = await createTestDatabase();
  const { host, port, user } = inject("postgres");
  proxy = await startTcpProxy({ path: `${host}/.s.PGSQL.${port}` });
  const config = { host: "127.0.0.1", port: proxy.port, user, database: database.name, max: 4 };
  handle = openDatabase(config, createLog("silent"), { limitMs: LIMIT_MS });
});

afterEach(async () => {
  await handle.close();
  await database.drop();
  await proxy.close();
});

const ask = async () => (await handle.pool.query<{ one: number }>("select 1 as one")).rows[0]?.one;
const fails = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const elapsedMs = async (work: Promise<unknown>) => {
  const startedAt = performance.now();
  await work;
  return performance.now() - startedAt;
};

async function running(text: string): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(
    "select count(*)::int as n from pg_stat_activity where datname = current_database() and state <> 'idle' and query like $1 and pid <> pg_backend_pid()",
    [text],
  );
  return rows[0]?.n ?? -1;
}

describe("a statement that is not answered in time", () => {
  it("fails as one whose outcome is unknown, and its connection is not used again", async () => {
    const error = await fails(handle.pool.query("select pg_sleep(20)"));
    expect(isDatabaseUnavailable(error) && isOutcomeUnknown(error)).toBe(true);
    expect(String(error)).toContain("did not answer within 500 ms");
    await until("the connection to be gone", () => handle.pool.totalCount === 0);
    expect(await ask()).toBe(1);
  });

  it("is canceled in the database", async () => {
    await fails(handle.pool.query("select pg_sleep(20)"));
    await until("nothing to run", async () => (await running("%pg_sleep(20)%")) === 0, 5_000);
  });

  it("costs one time-out, however many connections have gone silent", async () => {
    await Promise.all(Array.from({ length: 4 }, () => handle.pool.query("select pg_sleep(0.1)")));
    expect(proxy.silence()).toBe(4);
    expect(await fails(ask())).toBeInstanceOf(Error);
    const ms = await elapsedMs(Promise.all([ask(), ask(), ask(), ask()]));
    expect(ms).toBeLessThan(LIMIT_MS);
  });

  it("ends its transaction, whose locks are free soon even when the database hears nothing of it", async () => {
    await handle.pool.query("create table locked (id int primary key); insert into locked values (1)");
    const error = await fails(
      inClientTransaction(handle.pool, async (client) => {
        await client.query("update locked set id = 1");
        proxy.silence();
        await client.query("select 1");
      }),
    );
    expect(isOutcomeUnknown(error)).toBe(true);
    await withStatementLimit(10_000, () => handle.pool.query("update locked set id = 2"));
  });

  it("leaves nothing behind in a transaction of the query builder", async () => {
    const failing = handle.db.transaction(async (tx) => {
      await tx.execute("select 1");
      proxy.silence();
      await tx.execute("select 2");
    });
    expect(isDatabaseUnavailable(await fails(failing))).toBe(true);
    expect(await ask()).toBe(1);
    expect(handle.pool.totalCount).toBe(1);
  });
});

describe("a limit", () => {
  it("can be larger where it is said", async () => {
    await withStatementLimit(5_000, () => handle.pool.query("select pg_sleep(0.8)"));
  });

  it("of all waiting together counts no other waiting", async () => {
    await withBudget(1_000, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      await handle.pool.query("select pg_sleep(0.3)");
    });
    const startedAt = performance.now();
    const error = await fails(
      withBudget(1_000, async () => {
        for (let i = 0; i < 20; i += 1) await handle.pool.query("select pg_sleep(0.2)");
      }),
    );
    expect(isDatabaseUnavailable(error)).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it("ends with the work it was given for", async () => {
    const begun = Promise.withResolvers<void>();
    let later = Promise.resolve<unknown>(undefined);
    await withBudget(1, async () => {
      later = begun.promise.then(() => handle.pool.query("select pg_sleep(0.35)"));
    });
    begun.resolve();
    await later;
  });

  it("holds while a free connection is waited for, which nobody loses then", async () => {
    const held = await Promise.all(Array.from({ length: 4 }, () => handle.pool.connect()));
    const ms = await elapsedMs(fails(withBudget(300, ask)));
    expect(ms).toBeLessThan(2_000);
    held.forEach((client) => client.release());
    await until("all to be free", () => handle.pool.idleCount === 4 && handle.pool.waitingCount === 0);
    expect(await ask()).toBe(1);
  });

  it("keeps the connection of a statement that the database refuses", async () => {
    await ask();
    await fails(handle.pool.query("select 1 / 0"));
    expect(handle.pool.totalCount).toBe(1);
  });
});
