import type { Command } from "commander";
import { CreateSession } from "#lib/contracts/sessions.ts";
import { createTokenSigner } from "#lib/server/domain/tenancy/keys/token-signer.ts";
import { createSession } from "#lib/server/domain/tenancy/sessions/create-session.ts";
import { addVerb, collect, parseOptions, toDurationMs, toId } from "./arguments.ts";
import { scopeOfWorkspace } from "./find-owner.ts";
import { type Answer, type Cli, type Shell, facts, when } from "./shell.ts";

const WORKSPACE = "0190a000-0000-7000-8000-000000000000";

type MintOptions = {
  role?: string;
  type?: string;
  page?: string;
  resource?: string;
  resourceId?: string;
  origin?: string[];
  scope?: string[];
  user?: string;
  ttl?: number;
  launchTtl?: number;
};

/** The fields of a session by the options that name them. */
const OPTIONS = {
  role: "--role",
  session_type: "--type",
  launch_page: "--page",
  resource: "--resource",
  resource_id: "--resource-id",
  allowed_origins: "--origin",
  scopes: "--scope",
  external_user_id: "--user",
  ttl_seconds: "--ttl",
  launch_ttl_seconds: "--launch-ttl",
};

export function addSessions(program: Command, shell: Shell): void {
  const noun = program.command("session").description("Sessions: what opens an embedded workspace");

  addVerb(noun, "mint", "Mint a session; its launch URL works for one load", [
    `${WORKSPACE} --role admin --origin https://app.example.com`,
    `${WORKSPACE} --type resource --resource account --resource-id 42 --page rules`,
  ])
    .argument("<workspace-id>", "the workspace to open", toId)
    .option("--role <role>", "member, admin or owner (default: member)")
    .option("--type <type>", "workspace, resource or dashboard (default: workspace)")
    .option("--page <page>", "dashboard, connections, rules or events (default: dashboard)")
    .option("--resource <resource>", "for a resource session: what it is about")
    .option("--resource-id <id>", "for a resource session: which one")
    .option("--origin <origin>", "a page that may embed it, such as https://app.example.com; may be repeated", collect)
    .option("--scope <scope>", "events.payload:read; may be repeated", collect)
    .option("--user <id>", "your id of the person")
    .option("--ttl <duration>", "life of an access token, 5m to 60m (default: 30m)", toDurationMs)
    .option("--launch-ttl <duration>", "life of the launch URL, 15s to 60s (default: 30s)", toDurationMs)
    .action((workspaceId: string, options: MintOptions, command: Command) => {
      const input = parseOptions(CreateSession, toFields(workspaceId, options), OPTIONS);
      return shell.run(command, (cli) => mint(cli, input));
    });
}

function toFields(workspaceId: string, options: MintOptions) {
  return {
    workspace_id: workspaceId,
    role: options.role,
    session_type: options.type,
    launch_page: options.page,
    resource: options.resource,
    resource_id: options.resourceId,
    allowed_origins: options.origin,
    scopes: options.scope,
    external_user_id: options.user,
    ttl_seconds: options.ttl === undefined ? undefined : options.ttl / 1000,
    launch_ttl_seconds: options.launchTtl === undefined ? undefined : options.launchTtl / 1000,
  };
}

async function mint(cli: Cli, input: CreateSession): Promise<Answer> {
  const scope = await scopeOfWorkspace(cli.db, input.workspace_id);
  const signer = createTokenSigner(cli.keys().signing);
  const session = await createSession({ db: cli.db, env: cli.env, signer, scope }, input);
  return {
    json: session,
    text: facts([
      ["Launch URL", session.launch_url],
      ["Works until", when(session.launch_expires_at)],
      ["Session", session.session_id],
      ["Role", `${session.role}, ${session.session_type} session`],
      ["Access token", session.access_token],
      ["Expires", when(session.expires_at)],
    ]),
  };
}
