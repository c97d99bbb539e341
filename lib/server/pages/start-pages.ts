import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import next from "next";
import type { Env } from "../env.ts";
import type { Log } from "../log.ts";
import { ensureBuild } from "./ensure-build.ts";
import type { RequestHandler } from "./page-handler.ts";

const ROOT = join(import.meta.dirname, "../../..");

export type Pages = {
  handle: RequestHandler;
  /** Only in development, for hot reloading: a production server refuses every upgrade. */
  upgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>) | undefined;
  close(): Promise<void>;
};

/** Starts Next behind our own server. */
export async function startPages(env: Env, log: Log): Promise<Pages> {
  const isDevelopment = env.mode === "development";
  if (!isDevelopment) await ensureBuild(log);
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
