import type { Command } from "commander";
import { CreateWorkspace, RotatePublishableKey, type Workspace } from "#lib/contracts/workspaces.ts";
import { getWorkspace, listWorkspaces } from "#lib/server/domain/tenancy/workspaces/read-workspaces.ts";
import { createWorkspace, rotatePublishableKey } from "#lib/server/domain/tenancy/workspaces/write-workspaces.ts";
import { addVerb, parseOptions, toDurationMs, toId } from "./arguments.ts";
import { requireOrganization, scopeOfOrganization, scopeOfWorkspace } from "./find-owner.ts";
import { type Answer, type Cli, type Shell, facts, table, when } from "./shell.ts";

const ORGANIZATION = "0b9c2f4e-6a3d-4f1e-9d52-3f7f1a2b4c5d";
const WORKSPACE = "0190a000-0000-7000-8000-000000000000";
const ACTOR = "command line";

type CreateOptions = { description?: string };

export function addWorkspaces(program: Command, shell: Shell): void {
  const noun = program
    .command("workspace")
    .description("Workspaces: a customer, or an environment, of an organization");

  addVerb(noun, "create", "Create a workspace with its publishable key", [`${ORGANIZATION} "Linden Street Cycles"`])
    .argument("<organization-id>", "whose workspace", toId)
    .argument("<name>", "3 to 50 letters, digits, spaces, '_' and '-'")
    .option("--description <text>", "what it is for")
    .action((organizationId: string, name: string, options: CreateOptions, command: Command) => {
      const input = parseOptions(
        CreateWorkspace,
        { ...options, name },
        { name: "<name>", description: "--description" },
      );
      return shell.run(command, (cli) => create(cli, organizationId, input));
    });

  addVerb(noun, "list", "The workspaces of an organization, newest first", [ORGANIZATION])
    .argument("<organization-id>", "whose workspaces", toId)
    .action((organizationId: string, _options: object, command: Command) =>
      shell.run(command, (cli) => list(cli, organizationId)),
    );

  addVerb(noun, "rotate-key", "Replace the publishable key of a workspace", [
    WORKSPACE,
    `${WORKSPACE} --grace 0s --yes`,
  ])
    .argument("<workspace-id>", "whose key", toId)
    .option("--grace <duration>", "how long the old key still works, at most 7d", toDurationMs)
    .option("--yes", "do not ask")
    .addHelpText(
      "after",
      "\nWithout --grace the old key works for a day. No older key works longer than the newest grace.",
    )
    .action(async (workspaceId: string, options: { grace?: number }, command: Command) => {
      const sent = options.grace === undefined ? {} : { grace_seconds: options.grace / 1000 };
      const input = parseOptions(RotatePublishableKey, sent, { grace_seconds: "--grace" });
      await shell.confirm(command, "Replace the publishable key? Every page that sends events needs the new one.");
      await shell.run(command, (cli) => rotateKey(cli, workspaceId, input.grace_seconds));
    });
}

async function create(cli: Cli, organizationId: string, input: CreateWorkspace): Promise<Answer> {
  await requireOrganization(cli.db, organizationId);
  const ctx = { db: cli.db, scope: scopeOfOrganization(organizationId), actor: ACTOR };
  const { workspace } = await createWorkspace(ctx, input);
  const { publishable_key } = await getWorkspace(ctx, workspace.id);
  return {
    json: { workspace: { ...workspace, publishable_key } },
    text: facts([
      ["Workspace", workspace.id],
      ["Name", workspace.name],
      ["Publishable key", publishable_key.public_key],
    ]),
  };
}

async function list(cli: Cli, organizationId: string): Promise<Answer> {
  const organization = await requireOrganization(cli.db, organizationId);
  const ctx = { db: cli.db, scope: scopeOfOrganization(organizationId) };
  const workspaces: Workspace[] = [];
  let cursor: string | undefined;
  do {
    const page = await listWorkspaces(ctx, cursor === undefined ? {} : { cursor, limit: 200 });
    workspaces.push(...page.records);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  const rows = workspaces.map(({ id, name, description, created_at }) => [id, name, description, when(created_at)]);
  const text =
    rows.length === 0
      ? `${organization.name} has no workspace yet`
      : table(["ID", "NAME", "DESCRIPTION", "CREATED"], rows);
  return { json: { organization_id: organizationId, workspaces }, text };
}

async function rotateKey(cli: Cli, workspaceId: string, graceSeconds: number): Promise<Answer> {
  const scope = await scopeOfWorkspace(cli.db, workspaceId);
  const rotated = await rotatePublishableKey({ db: cli.db, scope }, workspaceId, graceSeconds);
  return {
    json: rotated,
    text: facts([
      ["New key", rotated.publishable_key.public_key],
      ["Old key", rotated.previous_key.public_key],
      ["Works until", when(rotated.previous_key.expires_at)],
    ]),
  };
}
