import type { Command } from "commander";
import { formatCount } from "#lib/format/numbers.ts";
import { addLocalEncryptionKey } from "#lib/server/runtime/local-keys.ts";
import { addVerb } from "./arguments.ts";
import { CommandError } from "./describe-error.ts";
import { resealSecrets, type ResealReport } from "./reseal-secrets.ts";
import type { Answer, Cli, Shell } from "./shell.ts";
import { table } from "./text.ts";

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
