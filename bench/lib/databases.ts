import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LONG_STATEMENT_MS, openDatabase, type DatabaseHandle } from "#lib/server/db/database.ts";
import { readPidFile } from "#lib/server/db/embedded/processes.ts";
import { startEmbeddedPostgres } from "#lib/server/db/embedded/start-embedded-postgres.ts";
import type { BenchContext } from "./benchmark.ts";
import { requireRealDisk } from "./machine.ts";

export type BenchDatabase = DatabaseHandle & { url: string };

export type Databases = {
  version: string;
  /** The first process of an embedded PostgreSQL; another server's may be anywhere. */
  postmasterPid: number | undefined;
  /** A new, empty database. */
  create(): Promise<BenchDatabase>;
};

/** A durable PostgreSQL: the one of `DATABASE_URL`, or the product's own, with its own settings, in a temporary folder. */
export async function openDatabases(bench: BenchContext): Promise<Databases> {
  const server = bench.databaseUrl === undefined ? await startOwn(bench) : { url: bench.databaseUrl, pid: undefined };
  const maintenance = openDatabase({ connectionString: server.url, max: 1 }, bench.log, { limitMs: LONG_STATEMENT_MS });
  bench.stopper.add("maintenance connection", () => maintenance.close());
  const { rows } = await maintenance.pool.query<{ server_version: string; fsync: string }>(
    "select current_setting('server_version') as server_version, current_setting('fsync') as fsync",
  );
  if (rows[0]?.fsync !== "on") throw new Error("PostgreSQL runs with fsync off: its figures would say nothing");
  return {
    version: rows[0].server_version.split(" ")[0] ?? "",
    postmasterPid: server.pid,
    create: async () => {
      const name = `meshes_bench_${randomBytes(4).toString("hex")}`;
      await maintenance.pool.query(`create database ${name}`);
      const url = Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
      const handle = openDatabase({ connectionString: url, max: 2 }, bench.log, { limitMs: LONG_STATEMENT_MS });
      bench.stopper.add(name, async () => {
        await handle.close();
        await maintenance.pool.query(`drop database ${name} with (force)`);
      });
      return { ...handle, url };
    },
  };
}

async function startOwn({ log, stopper }: BenchContext) {
  requireRealDisk();
  const dataDir = mkdtempSync(join(tmpdir(), "meshes-bench-"));
  stopper.add("data folder", async () => rmSync(dataDir, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  stopper.add("embedded PostgreSQL", () => postgres.stop());
  const { host, port, user, database } = postgres.connection;
  const url = `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
  return { url, pid: readPidFile(join(dataDir, "postgres"))?.pid };
}
