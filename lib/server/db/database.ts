import { sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import type { Log } from "#lib/server/runtime/log.ts";
import { TRANSACTION_SETTINGS } from "./client-transaction.ts";
import type { Pooling } from "./limited-client.ts";
import { LimitedPool } from "./limited-pool.ts";

export type Database = NodePgDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** A database or a transaction: what a query needs. */
export type Queryable = Database | Transaction;

export type DatabaseHandle = {
  pool: pg.Pool;
  /** Past every pooler: for notifications, for locks of a session, and for migrations. */
  direct: pg.Pool;
  db: Database;
  close(): Promise<void>;
};

/** How long a server waits for the answer to a statement of which nothing else is known. */
export const STATEMENT_MS = 4_000;
/** What people and tests wait for. */
export const LONG_STATEMENT_MS = 600_000;

/** Notifications, and a migration or a prune. */
const DIRECT_CONNECTIONS = 2;

export type DatabaseOptions = {
  /** What a statement may take when nothing else is said. */
  limitMs: number;
  pooling?: Pooling;
  direct?: pg.PoolConfig | undefined;
};

/** The database, of whose loss its pools recover: broken clients are dropped, new ones made for the next statement. */
export function openDatabase(config: pg.PoolConfig, log: Log, options: DatabaseOptions): DatabaseHandle {
  const { limitMs, pooling = "none" } = options;
  const pool = new LimitedPool(config, { limitMs, pooling }, log);
  const direct =
    options.direct === undefined
      ? pool
      : new LimitedPool({ ...options.direct, max: DIRECT_CONNECTIONS }, { limitMs, pooling: "none" }, log);
  const transaction: Database["transaction"] = (work, settings) => inTransaction(pool, work, settings);
  return {
    pool,
    direct,
    db: Object.assign(drizzle({ client: pool }), { transaction }),
    close: async () => void (await Promise.all([...new Set([pool, direct])].map((one) => one.end()))),
  };
}

/** In place of drizzle's own, which keeps its client for ever when the connection is lost before `begin` is answered. */
async function inTransaction<T>(
  pool: pg.Pool,
  work: (tx: Transaction) => Promise<T>,
  config?: Parameters<Database["transaction"]>[1],
): Promise<T> {
  const client = await pool.connect();
  try {
    return await drizzle({ client }).transaction(async (tx) => {
      await tx.execute(sql.raw(TRANSACTION_SETTINGS));
      return work(tx);
    }, config);
  } finally {
    // A transaction that could not be rolled back ends with its connection.
    client.release(client.getTransactionStatus() !== "I");
  }
}
