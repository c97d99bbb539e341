import type { Command } from "commander";
import {
  createMachineKey,
  listMachineKeys,
  revokeMachineKey,
} from "#lib/server/domain/tenancy/organizations/machine-keys.ts";
import { createSealer } from "#lib/server/runtime/sealed-secrets.ts";
import { addVerb, toId, toName } from "./arguments.ts";
import { CommandError } from "./describe-error.ts";
import { requireOrganization } from "./find-owner.ts";
import { type Answer, type Cli, type Shell, facts, table, when } from "./shell.ts";

const ORGANIZATION = "0b9c2f4e-6a3d-4f1e-9d52-3f7f1a2b4c5d";

export function addKeys(program: Command, shell: Shell): void {
  const noun = program.command("key").description("Machine keys: the credentials of an organization's backend");

  addVerb(noun, "create", "Create a machine key; its secret is shown only once", [`${ORGANIZATION} --name "Billing"`])
    .argument("<organization-id>", "whose backend it is for", toId)
    .option("--name <name>", "what it is for", toName, "Machine key")
    .action((organizationId: string, options: { name: string }, command: Command) =>
      shell.run(command, (cli) => create(cli, organizationId, options.name)),
    );

  addVerb(noun, "list", "The machine keys of an organization, revoked ones too, without secrets", [ORGANIZATION])
    .argument("<organization-id>", "whose keys", toId)
    .action((organizationId: string, _options: object, command: Command) =>
      shell.run(command, (cli) => list(cli, organizationId)),
    );

  addVerb(noun, "revoke", "End a machine key on every node at once", [`${ORGANIZATION} mk_… --yes`])
    .argument("<organization-id>", "whose key it is", toId)
    .argument("<access-key>", "mk_…")
    .option("--yes", "do not ask")
    .action(async (organizationId: string, accessKey: string, _options: object, command: Command) => {
      await shell.confirm(command, `Revoke ${accessKey}? What still uses it is refused from then on.`);
      await shell.run(command, (cli) => revoke(cli, organizationId, accessKey));
    });
}

async function create(cli: Cli, organizationId: string, name: string): Promise<Answer> {
  await requireOrganization(cli.db, organizationId);
  const sealer = createSealer(cli.keys().encryption);
  const made = await createMachineKey({ db: cli.db, sealer }, { organizationId, name });
  const key = {
    id: made.id,
    access_key: made.accessKey,
    secret_key: made.secretKey,
    name,
    organization_id: organizationId,
  };
  const lines = facts([
    ["Organization", organizationId],
    ["Access key", made.accessKey],
    ["Secret key", made.secretKey],
  ]);
  return { json: { key }, text: `${lines}\nKeep the secret key: it is not shown again.` };
}

async function list(cli: Cli, organizationId: string): Promise<Answer> {
  const organization = await requireOrganization(cli.db, organizationId);
  const keys = await listMachineKeys(cli.db, organizationId);
  const rows = keys.map((key) => [key.access_key, key.name, key.status, when(key.created_at), when(key.revoked_at)]);
  const text =
    rows.length === 0
      ? `${organization.name} has no machine key yet`
      : table(["ACCESS KEY", "NAME", "STATUS", "CREATED", "REVOKED"], rows);
  return { json: { organization_id: organizationId, keys }, text };
}

async function revoke(cli: Cli, organizationId: string, accessKey: string): Promise<Answer> {
  await requireOrganization(cli.db, organizationId);
  const revocation = await revokeMachineKey(cli.db, { organizationId, accessKey });
  if (revocation === "unknown") throw new CommandError("NotFound", "This organization has no such machine key");
  const text = revocation === "revoked" ? `Revoked ${accessKey}` : `${accessKey} had already been revoked`;
  return { json: { access_key: accessKey, status: "revoked", is_new: revocation === "revoked" }, text };
}
