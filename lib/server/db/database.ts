import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Log } from "../log.ts";

export type Database = NodePgDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** A database or a transaction: what a query needs. */
export type Queryable = Database | Transaction;

export type DatabaseHandle = { pool: pg.Pool; db: Database; close(): Promise<void> };

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;

/** A pool that survives the loss of the database: broken clients are dropped, new ones made on the next query. */
export function openDatabase(config: pg.PoolConfig, log: Log): DatabaseHandle {
  const pool = new pg.Pool({
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idleTimeoutMillis: 60_000,
    application_name: "meshes",
    ...config,
  });
  // A client that is lost while it is in use fails its query, and then says so once more: without a listener of its own
  // that would end the process.
  pool.on("connect", (client) =>
    client.on("error", (error) => log.debug({ err: error }, "A database connection was lost")),
  );
  pool.on("error", (error) => log.warn({ err: error }, "An idle database connection was lost"));
  const transaction: Database["transaction"] = (work, config) => inTransaction(pool, work, config);
  return { pool, db: Object.assign(drizzle({ client: pool }), { transaction }), close: () => pool.end() };
}

/** In place of drizzle's own, which keeps its client for ever when the connection is lost before `begin` is answered. */
async function inTransaction<T>(
  pool: pg.Pool,
  work: (tx: Transaction) => Promise<T>,
  config?: Parameters<Database["transaction"]>[1],
): Promise<T> {
  const client = await pool.connect();
  try {
    return await drizzle({ client }).transaction(work, config);
  } finally {
    client.release();
  }
}
