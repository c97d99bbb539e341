import { Command } from "commander";
import { createMachineKey } from "../organizations/create-machine-key.ts";
import { createOrganization } from "../organizations/create-organization.ts";
import { listOrganizations } from "../organizations/list-organizations.ts";
import { revokeMachineKey } from "../organizations/revoke-machine-key.ts";
import { readEnv } from "../env.ts";
import { readEnvFile } from "../env-file.ts";
import { connect, type CliContext } from "./connect.ts";

/** `npm run meshes -- <noun> <verb>`: what an operator does that has no endpoint. Prints JSON. */
const program = new Command("meshes").description("Operate a Meshes server").showHelpAfterError();

const organization = program.command("organization").description("Organizations: the SaaS companies of this server");

organization
  .command("create")
  .argument("<name>", "how people call it")
  .option("--key", "also make a machine key")
  .description("Make an organization")
  .action((name: string, options: { key?: true }) =>
    run(async (cli) => {
      const { id } = await createOrganization(cli.db, name);
      return { organization: { id, name }, ...(options.key === true ? { key: await makeKey(cli, id, name) } : {}) };
    }),
  );

organization
  .command("list")
  .description("All organizations")
  .action(() => run(async (cli) => ({ organizations: await listOrganizations(cli.db) })));

const key = program.command("key").description("Machine keys: the credentials of a backend");

key
  .command("create")
  .argument("<organization-id>")
  .option("--name <name>", "what the key is for", "Machine key")
  .description("Make a machine key; its secret is shown this once")
  .action((organizationId: string, options: { name: string }) =>
    run(async (cli) => ({ key: await makeKey(cli, organizationId, options.name) })),
  );

key
  .command("revoke")
  .argument("<organization-id>")
  .argument("<access-key>")
  .description("End a machine key on every node at once")
  .action((organizationId: string, accessKey: string) =>
    run(async (cli) => ({ revoked: await revokeMachineKey(cli.db, { organizationId, accessKey }) })),
  );

async function makeKey(cli: CliContext, organizationId: string, name: string) {
  const made = await createMachineKey(cli, { organizationId, name });
  return { id: made.id, access_key: made.accessKey, secret_key: made.secretKey, organization_id: organizationId };
}

async function run(work: (cli: CliContext) => Promise<object>): Promise<void> {
  const cli = await connect(readEnv());
  try {
    process.stdout.write(`${JSON.stringify(await work(cli), null, 2)}\n`);
  } finally {
    await cli.close();
  }
}

readEnvFile();
program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
