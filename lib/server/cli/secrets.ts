import type { Command } from "commander";
import type pg from "pg";
import { addLocalEncryptionKey } from "#lib/server/runtime/local-keys.ts";
import { type Place, type KeyRing, createSealer, sealedWith, type Sealer } from "#lib/server/runtime/sealed-secrets.ts";
import { addVerb } from "./arguments.ts";
import { CommandError } from "./describe-error.ts";
import { formatCount } from "./format.ts";
import { type Answer, type Cli, type Shell, table } from "./shell.ts";

/** Where sealed values are, and the place each is bound to. Every column whose name ends in `_sealed` is listed here. */
export type SealedColumn = { table: string; column: string; placeOf: (id: string) => Place };

export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: "machine_keys", column: "secret_sealed", placeOf: (id) => `machine_keys/${id}/secret` },
  { table: "connections", column: "secrets_sealed", placeOf: (id) => `connections/${id}/secrets` },
  { table: "oauth_tokens", column: "tokens_sealed", placeOf: (id) => `oauth_tokens/${id}/tokens` },
  { table: "oauth_openings", column: "verifier_sealed", placeOf: (id) => `oauth_openings/${id}/verifier` },
  { table: "oauth_attempts", column: "grant_sealed", placeOf: (id) => `oauth_attempts/${id}/grant` },
];

const BATCH = 500;
/** A server that still seals with an older key can put one back behind us; more passes than this would chase it for ever. */
const PASSES_MAX = 3;

export type ResealedTable = {
  table: string;
  values: number;
  resealed: number;
  /** Ids of rows whose value does not open: its key is not configured, or it was changed or moved. */
  unreadable: string[];
};

export type ResealReport = {
  current_key: string;
  tables: ResealedTable[];
  /** How many values each key seals now, of all that are configured or in use. */
  key_usage: Record<string, number>;
  is_interrupted: boolean;
};

type Deps = { pool: pg.Pool; keys: KeyRing; signal: AbortSignal; onProgress(table: string, seen: number): void };
type Tally = { values: number; resealed: number; stale: number; unreadable: string[]; usage: Map<string, number> };

/**
 * Seals every value again with the newest key. Each row is changed only if it still holds what was read, so it runs
 * beside servers; what has the newest key already is left alone, so it can be stopped and started again.
 */
export async function resealSecrets(deps: Deps): Promise<ResealReport> {
  const usage = new Map([...deps.keys.byId.keys()].map((id) => [id, 0]));
  const tables: ResealedTable[] = [];
  for (const place of SEALED_COLUMNS) {
    const { values, resealed, unreadable, usage: found } = await resealColumn(deps, place);
    tables.push({ table: place.table, values, resealed, unreadable });
    for (const [id, count] of found) usage.set(id, (usage.get(id) ?? 0) + count);
  }
  return {
    current_key: deps.keys.current.id,
    tables,
    key_usage: Object.fromEntries(usage),
    is_interrupted: deps.signal.aborted,
  };
}

/** Passes over the column until one finds nothing left to do; that one counts what is in use. */
async function resealColumn(deps: Deps, place: SealedColumn): Promise<Tally> {
  let resealed = 0;
  for (let pass = 1; ; pass += 1) {
    const tally = await passOver(deps, place);
    resealed += tally.resealed;
    const isSettled = tally.resealed === 0 && tally.stale === 0;
    if (isSettled || pass > PASSES_MAX || deps.signal.aborted) return { ...tally, resealed };
  }
}

async function passOver(deps: Deps, place: SealedColumn): Promise<Tally> {
  const sealer = createSealer(deps.keys);
  const tally: Tally = { values: 0, resealed: 0, stale: 0, unreadable: [], usage: new Map() };
  let after = "00000000-0000-0000-0000-000000000000";
  while (!deps.signal.aborted) {
    const { rows } = await deps.pool.query<{ id: string; sealed: string }>(
      `select id, ${place.column} as sealed from ${place.table}
       where id > $1 and ${place.column} is not null order by id limit ${BATCH}`,
      [after],
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    for (const row of rows) await visit(deps, sealer, place, row, tally);
    after = last.id;
    deps.onProgress(place.table, tally.values);
  }
  return tally;
}

async function visit(
  deps: Deps,
  sealer: Sealer,
  place: SealedColumn,
  row: { id: string; sealed: string },
  tally: Tally,
): Promise<void> {
  tally.values += 1;
  const result = await reseal(deps, sealer, place, row);
  if (result === "resealed") tally.resealed += 1;
  if (result === "stale") tally.stale += 1;
  if (result === "unreadable") tally.unreadable.push(row.id);
  // A value that somebody changed meanwhile is counted by the next pass.
  const key = result === "resealed" ? deps.keys.current.id : (sealedWith(row.sealed) ?? "unknown");
  tally.usage.set(key, (tally.usage.get(key) ?? 0) + 1);
}

async function reseal(
  { pool, keys }: Deps,
  sealer: Sealer,
  { table, column, placeOf }: SealedColumn,
  { id, sealed }: { id: string; sealed: string },
): Promise<"current" | "resealed" | "stale" | "unreadable"> {
  if (sealedWith(sealed) === keys.current.id) return "current";
  const value = await sealer.open(sealed, placeOf(id)).catch(() => undefined);
  if (value === undefined) return "unreadable";
  // The value is the same as before, so nobody's open form is out of date: the row keeps its version.
  const { rowCount } = await pool.query(
    `with keeping as materialized (select set_config('meshes.keeps_version', 'on', true))
     update ${table} set ${column} = $1 from keeping where id = $2 and ${column} = $3`,
    [await sealer.seal(value, placeOf(id)), id, sealed],
  );
  return rowCount === 1 ? "resealed" : "stale";
}

const AFTER = `
Run it when every server has started with the new key first in MESHES_ENCRYPTION_KEYS. It works beside running servers,
can be stopped and started again, and says which keys are still in use. docs/operate.md has the steps.`;

export function addSecrets(program: Command, shell: Shell): void {
  const noun = program.command("secrets").description("Secrets at rest: machine secrets and settings of connections");

  addVerb(noun, "rotate", "Seal every secret again with the newest encryption key", ["", "--new-key", "--json"])
    .option(
      "--new-key",
      "first make a new key in the data folder: only for keys that are kept there, with no server running",
    )
    .addHelpText("after", AFTER)
    .action((options: { newKey?: true }, command: Command) =>
      shell.run(command, (cli) => rotate(cli, shell, options.newKey === true), { isInterruptible: true }),
    );
}

async function rotate(cli: Cli, shell: Shell, hasNewKey: boolean): Promise<Answer> {
  if (hasNewKey) shell.say(`Made the key ${addKey(cli)} in ${cli.env.dataDir}`);
  const report = await resealSecrets({
    pool: cli.pool,
    keys: cli.keys().encryption,
    signal: cli.signal,
    onProgress: (name, seen) => shell.progress(`${name}: ${formatCount(seen, "secret")} seen`),
  });
  const unreadable = report.tables.flatMap((row) => row.unreadable.map((id) => `${row.table} ${id}`));
  if (unreadable.length > 0) {
    shell.fail();
    shell.say(`These could not be opened, and are as they were: ${unreadable.join(", ")}`);
  }
  return { json: { ...report, removable_keys: removableKeys(report) }, text: describe(report) };
}

/** A running server would not know the new key, and could not open what it seals. */
function addKey({ env, kind }: Cli): string {
  if (env.encryptionKeys !== undefined || env.databaseUrl !== undefined)
    throw new CommandError(
      "Conflict",
      "--new-key is for keys kept in the data folder: put a new key into MESHES_ENCRYPTION_KEYS",
    );
  if (kind === "running") throw new CommandError("Conflict", "A server is running on this data folder: stop it first");
  return addLocalEncryptionKey(env.dataDir);
}

/** Older keys that seal nothing any more. Nothing is known of them before every value was seen. */
function removableKeys({ current_key, key_usage, is_interrupted }: ResealReport): string[] {
  if (is_interrupted) return [];
  return Object.entries(key_usage)
    .filter(([id, count]) => id !== current_key && count === 0)
    .map(([id]) => id);
}

function describe(report: ResealReport): string {
  const rows = report.tables.map((row) => [row.table, row.values, row.resealed, row.unreadable.length]);
  const lines = [table(["TABLE", "SECRETS", "RESEALED", "NOT OPENED"], rows), ""];
  if (report.is_interrupted) return [...lines, "Interrupted: run it again for the rest."].join("\n");
  lines.push(`Newest key: ${report.current_key}`);
  const removable = removableKeys(report);
  for (const [id, count] of Object.entries(report.key_usage)) {
    if (id !== report.current_key && count > 0)
      lines.push(`Key ${id} still seals ${formatCount(count, "secret")}: keep it.`);
  }
  if (removable.length > 0) lines.push(`No longer in use, can be removed: ${removable.join(", ")}`);
  return lines.join("\n");
}
