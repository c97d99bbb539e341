import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { openDatabase, type DatabaseHandle } from "#lib/server/db/database.ts";
import { createLog } from "#lib/server/log.ts";
import { TEMPLATE_DATABASE } from "./global-setup.ts";

export type TestDatabase = DatabaseHandle & { url: string; drop(): Promise<void> };

/** A fresh migrated database, cloned from the template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { host, port, user } = inject("postgres");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const server = { host, port, user, ssl: false };
  await runOnce({ ...server, database: "meshes" }, `create database ${name} template ${TEMPLATE_DATABASE}`);
  const handle = openDatabase({ ...server, database: name, max: 4 }, createLog("silent"));
  return {
    ...handle,
    url: `postgresql://${user}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`,
    drop: async () => {
      await handle.close();
      await runOnce({ ...server, database: "meshes" }, `drop database if exists ${name} with (force)`);
    },
  };
}

async function runOnce(
  config: { host: string; port: number; user: string; database: string },
  sql: string,
): Promise<void> {
  const { pool, close } = openDatabase({ ...config, max: 1 }, createLog("silent"));
  await pool.query(sql);
  await close();
}
