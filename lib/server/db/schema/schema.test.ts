import { globSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { is, SQL } from "drizzle-orm";
import { getTableConfig, PgDialect, PgTable, type PgColumn } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";

/** What only whole statements read and write, so that the query builder does not know of it. */
const BESIDE_DRIZZLE = [
  "connection_memory",
  "delivery_stats",
  "event_changes",
  "event_stats",
  "event_watches",
  "idempotency_keys",
  "provider_pace",
  "rate_limits",
  "schema_migrations",
  "stat_changes",
  "web_nodes",
  "workers",
];

type Column = { type: string; isNullable: boolean; default: string | null };
type Tables = Record<string, Record<string, Column>>;

let database: TestDatabase;
let migrated: Tables;
let declared: Tables;

beforeAll(async () => {
  database = await createTestDatabase();
  migrated = await readMigrated(database);
  declared = await readDeclared();
});
afterAll(() => database.drop());

async function readMigrated({ pool }: TestDatabase): Promise<Tables> {
  const { rows } = await pool.query<Column & { table: string; column: string }>(`
    select c.relname as "table", a.attname as "column", not a.attnotnull as "isNullable",
      format_type(a.atttypid, a.atttypmod) as type, pg_get_expr(d.adbin, d.adrelid) as "default"
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
  const tables: Tables = {};
  for (const { table, column, ...facts } of rows) (tables[table] ??= {})[column] = facts;
  return tables;
}

async function readDeclared(): Promise<Tables> {
  const files = globSync("*.ts", { cwd: import.meta.dirname, exclude: ["*.test.ts"] });
  const modules: Record<string, unknown>[] = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ pathToFileURL(join(import.meta.dirname, file)).href)),
  );
  const tables = modules.flatMap((module) => Object.values(module)).filter((value) => is(value, PgTable));
  return Object.fromEntries(
    tables
      .map(getTableConfig)
      .map(({ name, columns }) => [name, Object.fromEntries(columns.map((column) => [column.name, factsOf(column)]))]),
  );
}

function factsOf(column: PgColumn): Column {
  // Drizzle writes `timestamp (3)` for what PostgreSQL calls `timestamp(3)`.
  const type = column.getSQLType().replace(" (", "(");
  return { type, isNullable: !column.notNull, default: defaultOf(column.default, type) };
}

function defaultOf(value: unknown, type: string): string | null {
  if (value === undefined) return null;
  if (is(value, SQL)) return new PgDialect().sqlToQuery(value).sql;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return `'${typeof value === "string" ? value : JSON.stringify(value)}'::${type}`;
}

it("every table of the migrations is declared, or used by whole statements only", () => {
  expect([...Object.keys(declared), ...BESIDE_DRIZZLE].toSorted()).toEqual(Object.keys(migrated).toSorted());
});

it("every declared table has the columns of the migrations, with their types and whether they can be null", () => {
  const plain = (tables: Tables, table: string) =>
    Object.entries(tables[table] ?? {})
      .map(([column, { type, isNullable }]) => `${table}.${column} ${type}${isNullable ? "" : " not null"}`)
      .toSorted();
  for (const table of Object.keys(declared)) expect(plain(declared, table)).toEqual(plain(migrated, table));
});

it("every declared default is the one of the migrations", () => {
  for (const [table, columns] of Object.entries(declared)) {
    for (const [column, facts] of Object.entries(columns)) {
      if (facts.default !== null) expect(migrated[table]?.[column]?.default, `${table}.${column}`).toBe(facts.default);
    }
  }
});
