import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { provisionTenant, type Tenant } from "#lib/server/domain/tenancy/provision.ts";
import type { AppContext } from "#lib/server/http/app-context.ts";
import { readEnv } from "#lib/server/runtime/env.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { startServer, type RunningServer } from "#lib/server/wiring.ts";
import { ensureBuild } from "#tools/build-pages.ts";
import { channelName, startProviders, type Providers } from "../support/providers.ts";
import { ensureDemoWorkspace } from "./ensure-demo-workspace.ts";
import { startHost } from "./start-host.ts";

const Tenant = z.object({
  organizationId: z.uuid(),
  accessKey: z.string(),
  secretKey: z.string(),
  workspaceId: z.uuid(),
});

/** `npm run demo`: the server with its own database, and a made-up SaaS on another origin that embeds it. */
async function demo(): Promise<void> {
  const own = { ...process.env, MESHES_ENV: "demo" };
  const { dataDir, hostPort } = readEnv(own);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  await ensureBuild();
  const providers = await startProviders({ port: hostPort + 1, file: join(dataDir, "demo-slack.json") });
  // Whoever has a client of their own at Slack tries that one.
  const env = readEnv({ ...providers.slackVariables, ...own });
  const log = createLog(env.logLevel);
  const server = await startServer(env, log).catch(afterClosing(() => providers.close()));
  const host = await startDemoHost(server, providers).catch(
    afterClosing(async () => {
      await server.stop();
      await providers.close();
    }),
  );
  process.stdout.write(
    `\n  Server   ${env.publicUrl}\n  Demo     ${host.url}   <- open this one\n\n  Ctrl-C stops both. Data: ${env.dataDir}\n\n`,
  );
  stopOnSignal(async () => {
    await host.close();
    await server.stop();
    await providers.close();
  });
}

function afterClosing(close: () => Promise<void>): (error: unknown) => Promise<never> {
  return async (error) => {
    await close();
    throw error;
  };
}

async function startDemoHost({ app }: RunningServer, { messages }: Providers): ReturnType<typeof startHost> {
  const { env } = app;
  const tenant = await demoTenant(app, env.dataDir);
  const chat = () => messages.map(({ channel, text }) => ({ channel: channelName(channel), text }));
  const host = await startHost({ ...tenant, port: env.hostPort, apiUrl: env.publicUrl, chat });
  await ensureDemoWorkspace({ ...tenant, apiUrl: env.publicUrl, hostUrl: host.url });
  return host;
}

/** The demo's customer is made once and kept beside the data, so that a second start finds its data again. */
async function demoTenant(app: AppContext, dataDir: string): Promise<Tenant> {
  const path = join(dataDir, "demo.json");
  if (existsSync(path)) return Tenant.parse(JSON.parse(readFileSync(path, "utf8")));
  const tenant = await provisionTenant(app, { organization: "Sprocketry", workspace: "Linden Street Cycles" });
  writeFileSync(path, JSON.stringify(tenant), { mode: 0o600 });
  return tenant;
}

function stopOnSignal(stop: () => Promise<void>): void {
  let signals = 0;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      signals += 1;
      if (signals === 1) void stop().then(() => process.exit(0));
      if (signals === 3) process.exit(130);
    });
  }
}

demo().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
