import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import type { Log } from "#lib/server/runtime/log.ts";
import { withStatementLimit } from "./statement-limits.ts";

const MIGRATIONS_DIR = join(import.meta.dirname, "migrations");
/** One migrator at a time in a database; any constant works as long as it never changes. */
const ADVISORY_LOCK = 7_315_001;
const SERVER_VERSION_MIN = 150_000;
/** A migration of large tables, or the wait for another server that is at it. */
const STATEMENT_MS = 24 * 3_600_000;

export type Migration = { name: string; sql: string; checksum: string };

/** All migrations in order. Files are `NNNN_name.sql` and never change after they have landed. */
export function readMigrations(): Promise<Migration[]> {
  migrations ??= readFiles();
  return migrations;
}

let migrations: Promise<Migration[]> | undefined;

async function readFiles(): Promise<Migration[]> {
  const names = (await readdir(MIGRATIONS_DIR)).filter((name) => /^\d{4}_[\w-]+\.sql$/.test(name)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(MIGRATIONS_DIR, name), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * Brings the database to the newest version. Each migration runs in a transaction of its own, so a crash leaves the
 * database at a whole version; the advisory lock makes several servers starting at once wait for the first. Returns
 * the names of what it applied.
 */
export function migrate(pool: pg.Pool, log: Log): Promise<string[]> {
  return withStatementLimit(STATEMENT_MS, () => migrateAll(pool, log));
}

async function migrateAll(pool: pg.Pool, log: Log): Promise<string[]> {
  const client = await pool.connect();
  try {
    await requireServerVersion(client);
    await client.query("set statement_timeout = 0");
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    const applied = await readApplied(client);
    const names: string[] = [];
    for (const migration of await readMigrations()) {
      if (await applyOnce(client, migration, applied.get(migration.name), log)) names.push(migration.name);
    }
    return names;
  } finally {
    // The session lock and the setting go with the connection.
    client.release(true);
  }
}

/** Whether every migration of this build has been applied. */
export async function isMigrated(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ name: string }>("select name from schema_migrations");
  const names = new Set(rows.map((row) => row.name));
  return (await readMigrations()).every(({ name }) => names.has(name));
}

async function requireServerVersion(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  const version = rows[0]?.version ?? 0;
  if (version < SERVER_VERSION_MIN) {
    throw new Error(`PostgreSQL 15 or newer is needed; this server reports ${Math.floor(version / 10_000)}`);
  }
}

async function readApplied(client: pg.PoolClient): Promise<Map<string, string>> {
  await client.query(
    "create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())",
  );
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "select name, checksum from schema_migrations",
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

async function applyOnce(
  client: pg.PoolClient,
  migration: Migration,
  checksum: string | undefined,
  log: Log,
): Promise<boolean> {
  if (checksum === migration.checksum) return false;
  if (checksum !== undefined) throw new Error(`Migration ${migration.name} was changed after it had been applied`);
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query("insert into schema_migrations (name, checksum) values ($1, $2)", [
      migration.name,
      migration.checksum,
    ]);
    await client.query("commit");
  } catch (error) {
    // The connection may be what failed; it is given up in any case, and the transaction with it.
    await client.query("rollback").catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Migration ${migration.name} failed: ${reason}`, { cause: error });
  }
  log.info({ migration: migration.name }, "Migration applied");
  return true;
}
