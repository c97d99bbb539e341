import type { Command } from "commander";
import { readDatabaseStatus, type DatabaseStatus, type MigrationStatus } from "#lib/server/db/database-status.ts";
import { migrate } from "#lib/server/db/migrate.ts";
import { addVerb } from "./arguments.ts";
import type { DatabaseKind } from "./connect.ts";
import { formatBytes, formatCount, formatNumber } from "./format.ts";
import { type Cli, type Shell, facts, table, when } from "./shell.ts";

export function addDatabase(program: Command, shell: Shell): void {
  const noun = program.command("database").description("The database: version, size and queue");

  addVerb(noun, "migrate", "Migrate the database to the version of this build, as a server does when it starts", [
    "",
  ]).action((_options: object, command: Command) =>
    shell.run(
      command,
      async (cli) => {
        const applied = await migrate(cli.direct, cli.log);
        const text = applied.length === 0 ? "Nothing to do: the database is at the newest version" : applied.join("\n");
        return { json: { applied }, text };
      },
      { version: "as it is", mayCreate: true },
    ),
  );

  addVerb(noun, "status", "Versions, sizes, the queue and the workers; changes nothing", ["", "--json"]).action(
    (_options: object, command: Command) =>
      shell.run(
        command,
        async (cli) => {
          const status = await readDatabaseStatus(cli.pool);
          const { queue, ...rest } = status;
          return { json: { database: cli.kind, ...rest, queue: queue ?? null }, text: describe(cli, status) };
        },
        { version: "as it is" },
      ),
  );
}

function describeDatabase({ kind, env }: Cli): string {
  const names: Record<DatabaseKind, string> = {
    external: env.databaseUrl === undefined ? "external" : withoutCredentials(env.databaseUrl),
    embedded: `embedded, in ${env.dataDir}`,
    running: `embedded, in ${env.dataDir}, in use by a server`,
  };
  return names[kind];
}

function withoutCredentials(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `${pathname.slice(1)} on ${host}, of DATABASE_URL`;
}

function describe(cli: Cli, status: DatabaseStatus): string {
  const { queue } = status;
  const alive = status.workers.filter((worker) => worker.is_alive).length;
  const head = facts([
    ["Database", describeDatabase(cli)],
    ["PostgreSQL", status.server_version],
    ["Size", formatBytes(status.size_bytes)],
    ["Migrations", describeMigrations(status.migrations)],
    ["Queue", queue && `${queue.pending} pending, ${queue.processing} processing, ${queue.retrying} retrying`],
    ["Waiting", queue && `${formatCount(queue.waiting, "delivery", "deliveries")} for an inactive connection`],
    ["Due", queue && describeDue(queue.due, queue.oldest_due_at)],
    ["Workers", formatCount(alive, "worker is alive", "workers are alive")],
  ]);
  const workers = status.workers.map((worker) => [
    worker.id,
    worker.is_alive ? "alive" : "gone",
    when(worker.heartbeat_at),
    when(worker.started_at),
  ]);
  const tables = status.tables.map((row) => [row.name, formatNumber(row.rows_estimate), formatBytes(row.size_bytes)]);
  return [
    head,
    ...(workers.length === 0 ? [] : [table(["WORKER", "STATE", "HEARTBEAT", "STARTED"], workers)]),
    ...(tables.length === 0 ? [] : [table(["TABLE", "ROWS (ABOUT)", "SIZE"], tables)]),
  ].join("\n\n");
}

function describeDue(due: number, oldest: string | null): string {
  return oldest === null ? "nothing is late" : `${formatNumber(due)} to begin now, the oldest since ${when(oldest)}`;
}

function describeMigrations({ applied, pending, changed, unknown }: MigrationStatus): string {
  const parts = [
    `${applied.length} applied`,
    pending.length === 0 ? "none pending" : `pending: ${pending.join(", ")}`,
    ...(changed.length === 0 ? [] : [`changed after they were applied: ${changed.join(", ")}`]),
    ...(unknown.length === 0 ? [] : [`of a newer build: ${unknown.join(", ")}`]),
  ];
  return parts.join("; ");
}
