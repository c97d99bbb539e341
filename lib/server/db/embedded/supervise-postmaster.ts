import { setTimeout as delay } from "node:timers/promises";
import { type Postmaster, type ServerSetup, startPostmaster } from "./postmaster.ts";
import { stopLeftovers } from "./processes.ts";

const FIRST_DELAY_MS = 50;
const DELAY_MS_MAX = 10_000;
const STABLE_MS = 60_000;

export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
};
export type Supervised = { stop: () => Promise<void> };

/** Starts PostgreSQL and starts it again whenever it ends, until `stop`. PostgreSQL itself restarts its own backends. */
export async function supervisePostmaster(setup: ServerSetup, log: Log): Promise<Supervised> {
  const first = await startPostmaster(setup);
  const stopping = new AbortController();
  const finished = keepRunning(first, { setup, log, stopping: stopping.signal });
  return {
    stop: () => {
      stopping.abort();
      return finished;
    },
  };
}

type Keeper = { setup: ServerSetup; log: Log; stopping: AbortSignal };

async function keepRunning(first: Postmaster, keeper: Keeper): Promise<void> {
  const aborted = new Promise<void>((resolve) =>
    keeper.stopping.addEventListener("abort", () => resolve(), { once: true }),
  );
  let server: Postmaster | undefined = first;
  let failures = 0;
  while (server) {
    const startedAt = performance.now();
    const end = await waitForEnd(server, aborted);
    if (!end) return server.stop();
    failures = performance.now() - startedAt > STABLE_MS ? 0 : failures + 1;
    keeper.log.warn({ ...end, failures }, "PostgreSQL has ended unexpectedly and is started again");
    server = await startAgain(keeper, failures);
  }
}

/** Undefined when it is to stop. If our own process ends first, PostgreSQL is told to shut down on its own. */
async function waitForEnd(server: Postmaster, aborted: Promise<void>) {
  const tellPostgres = () => server.send("SIGINT");
  process.once("exit", tellPostgres);
  const end = await Promise.race([server.ended, aborted]);
  process.off("exit", tellPostgres);
  return end ?? undefined;
}

/** Tries with growing pauses until it runs, as a full disk may be freed in an hour; undefined when it is to stop. */
async function startAgain({ setup, log, stopping }: Keeper, failuresBefore: number): Promise<Postmaster | undefined> {
  for (let failures = failuresBefore; !stopping.aborted; failures += 1) {
    await delay(Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), DELAY_MS_MAX), undefined, {
      signal: stopping,
    }).catch(() => undefined);
    if (stopping.aborted) return undefined;
    try {
      await stopLeftovers(setup.clusterDir);
      const server = await startPostmaster(setup);
      log.info({ failures }, "PostgreSQL is running again");
      return server;
    } catch (error) {
      log.warn({ err: error, failures }, "PostgreSQL could not be started again");
    }
  }
  return undefined;
}
