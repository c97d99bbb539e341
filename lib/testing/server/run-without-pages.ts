import { provisionTenant } from "#lib/server/domain/tenancy/provision.ts";
import { readEnv } from "#lib/server/runtime/env.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { startServer } from "#lib/server/wiring.ts";

/** The server as a process of its own, to be killed by tests; without pages, which need a build. `provision` makes a tenant. */
const env = readEnv();
const server = await startServer(env, createLog(env.logLevel), { hasPages: false });
process.once("SIGTERM", () => void server.stop().then(() => process.exit(0)));
if (process.argv.includes("provision")) {
  const tenant = await provisionTenant(server.app, { organization: "Organization", workspace: "Workspace" });
  process.stdout.write(`${JSON.stringify({ tenant })}\n`);
}
process.stdout.write(`${JSON.stringify({ ready: server.url })}\n`);
