import { readEnvFile } from "#lib/server/runtime/env-file.ts";
import { EnvError, readEnv } from "#lib/server/runtime/env.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { StartError } from "#lib/server/runtime/stopper.ts";
import { startServer } from "./wiring.ts";

/** The server as a process: settings from the environment (and `.env`), stop on SIGINT or SIGTERM. */
async function main(): Promise<void> {
  readEnvFile();
  const env = readEnv();
  const log = createLog(env.logLevel);
  const server = await startServer(env, log);
  let signals = 0;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      signals += 1;
      // Whoever asks twice wants it now; what was in flight is delivered again by another worker.
      if (signals > 1) process.exit(130);
      log.info({ signal }, "Stopping");
      void server.stop().then(() => {
        log.info("Stopped");
        process.exit(0);
      });
    });
  }
}

main().catch((error: unknown) => {
  const isForPeople = error instanceof EnvError || error instanceof StartError;
  const text = error instanceof Error ? error.stack : undefined;
  process.stderr.write(`${isForPeople ? error.message : (text ?? String(error))}\n`);
  process.exit(1);
});
