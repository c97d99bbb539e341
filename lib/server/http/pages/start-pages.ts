import { existsSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import next from "next";
import type { Env } from "#lib/server/runtime/env.ts";
import { StartError } from "#lib/server/runtime/stopper.ts";
import type { RequestHandler } from "./page-handler.ts";

const ROOT = join(import.meta.dirname, "../../../..");

export type Pages = {
  handle: RequestHandler;
  /** Only in development, for hot reloading: a production server refuses every upgrade. */
  upgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>) | undefined;
  close(): Promise<void>;
};

/** Production serves what `npm run build` made: a server that builds needs sources, tools and a folder to write to. */
export function requireBuild(env: Pick<Env, "mode">): void {
  if (env.mode === "development" || existsSync(join(ROOT, ".next/BUILD_ID"))) return;
  throw new StartError("The pages are not built. Run `npm run build` once, then start the server again.");
}

/** Starts Next behind our own server. */
export async function startPages(env: Env): Promise<Pages> {
  const isDevelopment = env.mode === "development";
  setNodeEnv(isDevelopment ? "development" : "production");
  const app = next({ dev: isDevelopment, dir: ROOT, hostname: env.host, port: env.port });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    handle: (request, response) => handle(request, response),
    upgrade: isDevelopment ? app.getUpgradeHandler() : undefined,
    close: () => app.close(),
  };
}

/** Next and React choose their builds by this variable, at import and at run time. */
function setNodeEnv(value: "development" | "production"): void {
  Object.assign(process.env, { NODE_ENV: value });
}
