import { setTimeout as sleep } from "node:timers/promises";
import type { BenchDatabase } from "./databases.ts";
import type { ServerProcess } from "./server-process.ts";

/** PostgreSQL sends its counters to the statistics at most once a second. */
const STATISTICS_MS = 1_500;

export type SqlUse = { statements: number; commits: number };

/** Statements that the server sends, as it counts them itself, and commits of its database, as PostgreSQL does. */
export async function startSqlMeter(server: ServerProcess, database: BenchDatabase): Promise<() => Promise<SqlUse>> {
  const before = { statements: await server.statements(), commits: await countCommits(database) };
  return async () => {
    const statements = await server.statements();
    await sleep(STATISTICS_MS);
    const commits = await countCommits(database);
    return { statements: statements - before.statements, commits: commits - before.commits };
  };
}

async function countCommits({ pool }: BenchDatabase): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    "select xact_commit::int as n from pg_stat_database where datname = current_database()",
  );
  return rows[0]?.n ?? 0;
}
