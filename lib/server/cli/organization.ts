import type { Command } from "commander";
import { createMachineKey } from "#lib/server/domain/tenancy/organizations/machine-keys.ts";
import { createOrganization, listOrganizations } from "#lib/server/domain/tenancy/organizations/organizations.ts";
import { createSealer } from "#lib/server/runtime/sealed-secrets.ts";
import { addVerb, toName } from "./arguments.ts";
import { type Answer, type Cli, type Shell, facts, table, when } from "./shell.ts";

export function addOrganizations(program: Command, shell: Shell): void {
  const noun = program.command("organization").description("Organizations: the SaaS companies of this server");

  addVerb(noun, "create", "Create an organization", ['"Acme"', '"Acme" --key --json'])
    .argument("<name>", "its name", toName)
    .option("--key", "also create a machine key; its secret is shown only once")
    .action((name: string, options: { key?: true }, command: Command) =>
      shell.run(command, (cli) => create(cli, name, options.key === true), { mayCreate: true }),
    );

  addVerb(noun, "list", "All organizations", [""]).action((_options: object, command: Command) =>
    shell.run(command, async (cli) => {
      const organizations = await listOrganizations(cli.db);
      const rows = organizations.map(({ id, name, created_at }) => [id, name, when(created_at)]);
      const text = rows.length === 0 ? "There is no organization yet" : table(["ID", "NAME", "CREATED"], rows);
      return { json: { organizations }, text };
    }),
  );
}

async function create(cli: Cli, name: string, hasKey: boolean): Promise<Answer> {
  // Opened before anything is made, so that a missing key leaves no organization behind.
  const sealer = hasKey ? createSealer(cli.keys().encryption) : undefined;
  const { id } = await createOrganization(cli.db, name);
  const organization = { id, name };
  if (sealer === undefined) {
    return {
      json: { organization },
      text: facts([
        ["Organization", id],
        ["Name", name],
      ]),
    };
  }
  const made = await createMachineKey({ db: cli.db, sealer }, { organizationId: id, name });
  const key = { id: made.id, access_key: made.accessKey, secret_key: made.secretKey, organization_id: id };
  return {
    json: { organization, key },
    text: `${facts([
      ["Organization", id],
      ["Name", name],
      ["Access key", made.accessKey],
      ["Secret key", made.secretKey],
    ])}\nKeep the secret key: it is not shown again.`,
  };
}
