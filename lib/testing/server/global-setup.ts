import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { LONG_STATEMENT_MS, openDatabase } from "#lib/server/db/database.ts";
import { startEmbeddedPostgres } from "#lib/server/db/embedded/start-embedded-postgres.ts";
import { SYSTEM_USER } from "#lib/server/db/embedded/system-user.ts";
import { migrate } from "#lib/server/db/migrate.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { startPgbouncer, type PoolMode } from "./pgbouncer.ts";

export const TEMPLATE_DATABASE = "meshes_template";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the test PostgreSQL listens; each test file clones its own database there. */
    postgres: { host: string; port: number; user: string };
    /** The PgBouncer that the servers under test go through, when MESHES_TEST_POOLER asks for one. */
    pooler: { mode: PoolMode; port: number } | null;
    /** Where each test file writes down which answers of the API it has seen. */
    answersDir: string;
  }
}

/** One real PostgreSQL for the whole run, with the migrated template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "meshes-test-"));
  const log = createLog("silent");
  // An autovacuum worker belongs to the superuser, so it would keep a test file from dropping its database.
  const settings = { max_connections: "200", shared_buffers: "64MB", autovacuum: "off" };
  // PgBouncer runs as PostgreSQL's own user here, which reaches the socket.
  const postgres = await startEmbeddedPostgres({ dataDir, log, settings, hasFsync: false, alsoAdmits: [SYSTEM_USER] });
  const { host, port, user } = postgres.connection;
  const maintenance = openDatabase({ ...postgres.connection, max: 1 }, log, { limitMs: LONG_STATEMENT_MS });
  await maintenance.pool.query(`create database ${TEMPLATE_DATABASE}`);
  await maintenance.close();
  const template = openDatabase({ ...postgres.connection, database: TEMPLATE_DATABASE, max: 2 }, log, {
    limitMs: LONG_STATEMENT_MS,
  });
  await migrate(template.pool, log);
  await template.close();
  project.provide("postgres", { host, port, user });
  const mode = poolMode();
  const pooler = mode === undefined ? undefined : await startPgbouncer(mode, postgres.connection);
  project.provide("pooler", pooler === undefined ? null : { mode: pooler.mode, port: pooler.port });
  const answersDir = join(dataDir, "answers");
  mkdirSync(answersDir);
  project.provide("answersDir", answersDir);
  return async () => {
    await pooler?.stop();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

function poolMode(): PoolMode | undefined {
  const mode = process.env["MESHES_TEST_POOLER"];
  if (mode === undefined || mode === "") return undefined;
  if (mode === "session" || mode === "transaction") return mode;
  throw new Error("MESHES_TEST_POOLER is session or transaction");
}
