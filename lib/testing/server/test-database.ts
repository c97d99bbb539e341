import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { LONG_STATEMENT_MS, openDatabase, type DatabaseHandle } from "#lib/server/db/database.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { TEMPLATE_DATABASE } from "./global-setup.ts";

export type TestDatabase = DatabaseHandle & {
  name: string;
  /** The database itself. */
  url: string;
  /** The way of a server to it, which may lead through a pooler. */
  variables: Record<string, string>;
  drop(): Promise<void>;
};

/** A fresh migrated database, cloned from the template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { host, port, user } = inject("postgres");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const server = { host, port, user, ssl: false };
  await runOnce({ ...server, database: "meshes" }, `create database ${name} template ${TEMPLATE_DATABASE}`);
  const handle = openDatabase({ ...server, database: name, max: 4 }, createLog("silent"), {
    limitMs: LONG_STATEMENT_MS,
  });
  const url = `postgresql://${user}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`;
  return {
    ...handle,
    name,
    url,
    variables: databaseVariables(url, name),
    drop: async () => {
      await handle.close();
      await runOnce({ ...server, database: "meshes" }, `drop database if exists ${name} with (force)`);
    },
  };
}

function databaseVariables(url: string, name: string): Record<string, string> {
  const pooler = inject("pooler");
  if (pooler === null) return { DATABASE_URL: url };
  const DATABASE_URL = `postgresql://${inject("postgres").user}@127.0.0.1:${pooler.port}/${name}`;
  return pooler.mode === "session"
    ? { DATABASE_URL, MESHES_DATABASE_POOLER: "session" }
    : { DATABASE_URL, DATABASE_DIRECT_URL: url };
}

async function runOnce(
  config: { host: string; port: number; user: string; database: string },
  sql: string,
): Promise<void> {
  const { pool, close } = openDatabase({ ...config, max: 1 }, createLog("silent"), { limitMs: LONG_STATEMENT_MS });
  await pool.query(sql);
  await close();
}
