import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { AppContext } from "#lib/server/app-context.ts";
import { readEnv } from "#lib/server/env.ts";
import { createLog } from "#lib/server/log.ts";
import { provisionTenant, type Tenant } from "#lib/server/provision.ts";
import { startServer, type RunningServer } from "#lib/server/start-server.ts";
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
  const env = readEnv({ ...process.env, MESHES_ENV: "demo" });
  const log = createLog(env.logLevel);
  const server = await startServer(env, log);
  const host = await startDemoHost(server).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  process.stdout.write(
    `\n  Server   ${env.publicUrl}\n  Demo     ${host.url}   <- open this one\n\n  Ctrl-C stops both. Data: ${env.dataDir}\n\n`,
  );
  stopOnSignal(async () => {
    await host.close();
    await server.stop();
  });
}

async function startDemoHost({ app }: RunningServer): ReturnType<typeof startHost> {
  const { env } = app;
  const tenant = await demoTenant(app, env.dataDir);
  const host = await startHost({ ...tenant, port: env.hostPort, apiUrl: env.publicUrl });
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
