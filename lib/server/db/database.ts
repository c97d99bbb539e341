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
  pool.on("error", (error) => log.warn({ err: error }, "An idle database connection was lost"));
  return { pool, db: drizzle({ client: pool }), close: () => pool.end() };
}
