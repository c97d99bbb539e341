import { readEnv } from "#lib/server/runtime/env.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { startServer } from "#lib/server/wiring.ts";
import { withFakeOAuth } from "./fake-oauth-destination.ts";

/** The server as a process of its own, to be killed by tests, with a destination that people connect by OAuth. */
const env = readEnv();
const server = await startServer(env, createLog(env.logLevel), { hasPages: false, destinations: withFakeOAuth });
process.once("SIGTERM", () => void server.stop().then(() => process.exit(0)));
process.stdout.write(`${JSON.stringify({ ready: server.url })}\n`);
