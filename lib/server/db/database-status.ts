import type pg from "pg";
import { readMigrations } from "./migrate.ts";
import { WORKER_GONE_SECONDS } from "./worker-heartbeat.ts";

export type MigrationStatus = {
  applied: { name: string; applied_at: string }[];
  /** In this build and not in the database. */
  pending: string[];
  /** Applied in another form than this build has. */
  changed: string[];
  /** In the database and not in this build, which is older then. */
  unknown: string[];
};

export type TableStatus = { name: string; rows_estimate: number; size_bytes: number };

export type QueueStatus = {
  pending: number;
  processing: number;
  retrying: number;
  /** Among the retrying: those that wait for their connection to be active again. */
  waiting: number;
  /** Those that a worker should have begun by now, and since when. */
  due: number;
  oldest_due_at: string | null;
};

export type WorkerStatus = { id: string; started_at: string; heartbeat_at: string; is_alive: boolean };

export type DatabaseStatus = {
  server_version: string;
  size_bytes: number;
  migrations: MigrationStatus;
  tables: TableStatus[];
  /** Undefined before the first migration. */
  queue: QueueStatus | undefined;
  workers: WorkerStatus[];
};

/** What the database is, and how the queue in it stands. Reads only, whatever its version. */
export async function readDatabaseStatus(pool: pg.Pool): Promise<DatabaseStatus> {
  const { rows } = await pool.query<{ server_version: string; size_bytes: string; has_queue: boolean }>(
    `select current_setting('server_version') as server_version, pg_database_size(current_database())::text as size_bytes,
       to_regclass('rule_events') is not null and to_regclass('workers') is not null as has_queue`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("The database did not say what it is");
  return {
    server_version: row.server_version.split(" ")[0] ?? row.server_version,
    size_bytes: Number(row.size_bytes),
    migrations: await readMigrationStatus(pool),
    tables: await readTables(pool),
    queue: row.has_queue ? await readQueue(pool) : undefined,
    workers: row.has_queue ? await readWorkers(pool) : [],
  };
}

async function readMigrationStatus(pool: pg.Pool): Promise<MigrationStatus> {
  const known = new Map((await readMigrations()).map(({ name, checksum }) => [name, checksum]));
  const { rows: found } = await pool.query<{ exists: boolean }>(
    "select to_regclass('schema_migrations') is not null as exists",
  );
  const { rows } =
    found[0]?.exists === true
      ? await pool.query<{ name: string; checksum: string; applied_at: Date }>(
          "select name, checksum, applied_at from schema_migrations order by name",
        )
      : { rows: [] };
  const names = new Set(rows.map(({ name }) => name));
  return {
    applied: rows.map(({ name, applied_at }) => ({ name, applied_at: applied_at.toISOString() })),
    pending: [...known.keys()].filter((name) => !names.has(name)),
    changed: rows
      .filter(({ name, checksum }) => known.has(name) && known.get(name) !== checksum)
      .map(({ name }) => name),
    unknown: rows.filter(({ name }) => !known.has(name)).map(({ name }) => name),
  };
}

async function readTables(pool: pg.Pool): Promise<TableStatus[]> {
  const { rows } = await pool.query<{ name: string; rows_estimate: string; size_bytes: string }>(
    `select relname as name, greatest(n_live_tup, 0)::text as rows_estimate, pg_total_relation_size(relid)::text as size_bytes
     from pg_stat_user_tables where schemaname = current_schema() order by pg_total_relation_size(relid) desc, relname`,
  );
  return rows.map(({ name, rows_estimate, size_bytes }) => ({
    name,
    rows_estimate: Number(rows_estimate),
    size_bytes: Number(size_bytes),
  }));
}

async function readQueue(pool: pg.Pool): Promise<QueueStatus> {
  const { rows } = await pool.query<Omit<QueueStatus, "oldest_due_at"> & { oldest_due_at: Date | null }>(
    `select count(*) filter (where status = 'pending')::int as pending,
       count(*) filter (where status = 'processing')::int as processing,
       count(*) filter (where status = 'retrying')::int as retrying,
       count(*) filter (where waiting_since is not null)::int as waiting,
       count(*) filter (where is_late)::int as due,
       min(due_at) filter (where is_late) as oldest_due_at
     from (
       select *, status <> 'processing' and waiting_since is null and due_at <= now() as is_late
       from rule_events where due_at is not null
     ) open`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("Counting the queue answered nothing");
  return { ...row, oldest_due_at: row.oldest_due_at?.toISOString() ?? null };
}

async function readWorkers(pool: pg.Pool): Promise<WorkerStatus[]> {
  const { rows } = await pool.query<{ id: string; started_at: Date; heartbeat_at: Date; is_alive: boolean }>(
    `select id, started_at, heartbeat_at, heartbeat_at > now() - make_interval(secs => $1) as is_alive
     from workers order by started_at`,
    [WORKER_GONE_SECONDS],
  );
  return rows.map((row) => ({
    ...row,
    started_at: row.started_at.toISOString(),
    heartbeat_at: row.heartbeat_at.toISOString(),
  }));
}
