import type { Command } from "commander";
import { and, asc, eq } from "drizzle-orm";
import { workspaces } from "#lib/server/db/schema/tenancy.ts";
import { PRUNE_BATCH, pruneEvents, type PruneReport } from "#lib/server/domain/events/prune-events.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { addVerb, toCount, toDurationMs, toId } from "./arguments.ts";
import { UsageError } from "./describe-error.ts";
import { requireOrganization, scopeOfWorkspace } from "./find-owner.ts";
import { formatCount } from "./format.ts";
import type { Answer, Cli, Shell } from "./shell.ts";

const BATCH_MAX = 10_000;

type PruneOptions = {
  olderThan: number;
  organization?: string;
  workspace?: string;
  dryRun?: true;
  batch: number;
};

const AFTER = `
Deletes the events with their deliveries, attempts and details. Events with a delivery that is not over are kept.
One runs at a time; Ctrl-C ends it after the batch at hand, and the next run continues from there.`;

export function addEvents(program: Command, shell: Shell): void {
  const noun = program.command("events").description("Events: the history of what was sent and delivered");

  addVerb(noun, "prune", "Delete old events", ["--older-than 90d --dry-run", "--older-than 90d --yes"])
    .requiredOption("--older-than <duration>", "age from which events are deleted, such as 90d", toDurationMs)
    .option("--organization <id>", "only of this organization", toId)
    .option("--workspace <id>", "only of this workspace", toId)
    .option("--batch <count>", "events in one transaction", toCount, PRUNE_BATCH)
    .option("--dry-run", "count what would be deleted")
    .option("--yes", "do not ask")
    .addHelpText("after", AFTER)
    .action(async (options: PruneOptions, command: Command) => {
      requireSense(options);
      const before = new Date(clock.nowMs() - options.olderThan);
      const question = `Delete every event of ${describeTarget(options)} that was accepted before ${before.toISOString()}?`;
      if (options.dryRun !== true) await shell.confirm(command, question);
      await shell.run(command, (cli) => prune(cli, shell, options, before), { isInterruptible: true });
    });
}

function requireSense({ organization, workspace, batch, olderThan }: PruneOptions): void {
  if (organization !== undefined && workspace !== undefined)
    throw new UsageError("--organization and --workspace exclude each other");
  if (batch < 1 || batch > BATCH_MAX) throw new UsageError(`--batch is from 1 to ${BATCH_MAX}`);
  if (olderThan > clock.nowMs()) throw new UsageError("--older-than reaches back before 1970");
}

function describeTarget({ organization, workspace }: PruneOptions): string {
  if (workspace !== undefined) return `workspace ${workspace}`;
  return organization === undefined ? "every organization" : `organization ${organization}`;
}

async function prune(cli: Cli, shell: Shell, options: PruneOptions, before: Date): Promise<Answer> {
  const isDryRun = options.dryRun === true;
  const verb = isDryRun ? "would be deleted" : "deleted";
  const report = await pruneEvents(cli.direct, {
    workspaceIds: await findTargets(cli, options),
    before,
    batch: options.batch,
    isDryRun,
    signal: cli.signal,
    onProgress: ({ events }) => shell.progress(`${formatCount(events, "event")} ${verb}`),
  });
  return {
    json: { dry_run: isDryRun, before: before.toISOString(), ...report },
    text: describe(report, verb),
  };
}

async function findTargets(cli: Cli, { organization, workspace }: PruneOptions): Promise<string[]> {
  if (organization !== undefined) await requireOrganization(cli.db, organization);
  if (workspace !== undefined) await scopeOfWorkspace(cli.db, workspace);
  const rows = await cli.db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(
      and(
        organization === undefined ? undefined : eq(workspaces.organizationId, organization),
        workspace === undefined ? undefined : eq(workspaces.id, workspace),
      ),
    )
    .orderBy(asc(workspaces.id));
  return rows.map(({ id }) => id);
}

function describe(report: PruneReport, verb: string): string {
  const deliveries = formatCount(report.rule_events, "delivery", "deliveries");
  const lines = [
    `${formatCount(report.events, "event")} ${verb}, with ${deliveries} and ${formatCount(report.attempts, "attempt")}`,
    ...(report.kept === 0 ? [] : [`${formatCount(report.kept, "event")} kept, because a delivery is not over`]),
    ...(report.is_interrupted ? ["Interrupted: run it again for the rest"] : []),
  ];
  return lines.join("\n");
}
