import { createServer, type Server } from "node:http";
import { Server as NetServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import type pg from "pg";
import { createApi } from "./api/api-app.ts";
import { mountHealth } from "./api/health.ts";
import { mountOAuthPages } from "./api/oauth-pages.ts";
import { answerMalformed, refuseBrokenRequests } from "./api/malformed.ts";
import { routes } from "./api/routes.ts";
import type { AppContext } from "./app-context.ts";
import { createAuthenticator } from "./auth/authenticate.ts";
import { serverKeys } from "./auth/local-keys.ts";
import { createMachineKeys, KEYS_CHANNEL } from "./auth/machine-keys.ts";
import { createMachineTokenVerifier } from "./auth/machine-token.ts";
import { createPublishableKeys } from "./auth/publishable-keys.ts";
import { createSealer } from "./auth/sealed-secrets.ts";
import { createTokenSigner } from "./auth/token-signer.ts";
import { connectDatabase } from "./db/connect-database.ts";
import { followDatabaseClock } from "./db/database-clock.ts";
import { watchDiskRoom } from "./db/embedded/disk-room.ts";
import { listenForNotifications } from "./db/notifications.ts";
import { isDatabaseUnavailable } from "./db/pg-error.ts";
import { startWorker } from "./delivery/worker.ts";
import { builtInDestinations, type Destinations } from "./destinations/registry.ts";
import { createEgressClient } from "./egress/egress-client.ts";
import type { Env } from "./env.ts";
import { createIngest } from "./ingest/ingest.ts";
import { requireDiskRoom } from "./ingest/require-disk-room.ts";
import { WORK_CHANNEL } from "./ingest/store-events.ts";
import { createAnonymousLimit, type AnonymousLimit } from "./limits/anonymous-limit.ts";
import { startRateLimits } from "./limits/start-rate-limits.ts";
import { NODES_CHANNEL } from "./limits/web-nodes.ts";
import type { Log } from "./log.ts";
import { createConnectionTokens } from "./oauth/connection-tokens.ts";
import { createPageHandler } from "./pages/page-handler.ts";
import { requireBuild, startPages, type Pages } from "./pages/start-pages.ts";
import { StartError } from "./start-error.ts";
import { createVitals } from "./vitals.ts";
import { createStopper, type Stopper } from "./stopper.ts";
import { createStreamHub } from "./stream/stream-hub.ts";
import { createStreams } from "./stream/streams.ts";

const RESPONSE_BYTES_KEPT = 16 * 1024;
const GRACE_MS = 10_000;
/** A request that was sent before its sender knew better has come by then. */
const IDLE_MS = 100;
/** For the outcomes of the last attempts, beyond their own time-out. */
const RECORDING_MS = 1_000;

/** How long a client may take to send what it has begun, so that half a request holds no connection. */
const REQUEST_TIMES = { headersTimeout: 15_000, requestTimeout: 60_000, connectionsCheckingInterval: 5_000 };

/** What does not pass through Next: the API, and the addresses around a provider's consent. */
const BESIDE_PAGES = /^\/(?:api|oauth\/(?:start|callback|outcome))(?:[/?]|$)/;

export type RunningServer = { url: string; app: AppContext; stop(): Promise<void> };

/** To one origin, for tests, fields and tokens: deliveries have places of their own and never wait for these. */
const CONNECTIONS_BESIDE_DELIVERIES = 64;

export type ServerOptions = { hasPages: boolean; destinations?: Destinations };

/** Starts everything the role asks for, in the order of its needs; stops in the reverse. */
export async function startServer(
  env: Env,
  log: Log,
  options: ServerOptions = { hasPages: true },
): Promise<RunningServer> {
  const stopper = createStopper(log);
  try {
    return await start(env, log, stopper, options);
  } catch (error) {
    await stopper.stop();
    throw error;
  }
}

async function start(env: Env, log: Log, stopper: Stopper, options: ServerOptions): Promise<RunningServer> {
  const servesPages = options.hasPages && env.role !== "worker";
  if (servesPages) requireBuild(env);
  const { pool, direct, db } = await connectDatabase(env, log, stopper);
  const disk = env.databaseUrl === undefined ? await watchDisk(env, log, stopper) : undefined;
  const databaseClock = await followDatabaseClock({ pool, log });
  stopper.add("database clock", () => databaseClock.stop());
  const vitals = createVitals(isDatabaseUnavailable);
  const keys = serverKeys(env);
  const sealer = createSealer(keys.encryption);
  const egress = createEgressClient({
    allowPrivate: env.allowPrivate,
    connectTimeoutMs: env.connectTimeoutMs,
    totalTimeoutMs: env.deliveryTimeoutMs,
    responseBytesMax: RESPONSE_BYTES_KEPT,
    maxConnectionsPerOrigin: env.deliveryConcurrency + CONNECTIONS_BESIDE_DELIVERIES,
  });
  stopper.add("outbound connections", () => egress.close());
  const destinations = options.destinations ?? builtInDestinations;
  const tokens = createConnectionTokens({ env, log, db, sealer, egress, destinations });
  stopper.add("renewals of tokens", () => tokens.close());
  const base = { env, log, db, sealer, egress, destinations, tokens, signer: createTokenSigner(keys.signing) };
  const worker = env.role === "web" ? undefined : startWorker({ ...base, pool, vitals });
  if (worker !== undefined) stopper.add("worker", () => worker.stop(env.deliveryTimeoutMs + RECORDING_MS));
  const ingest = createIngest({
    pool,
    queue: env.ingestQueue,
    vitals,
    localWorker: worker,
    requireDiskRoom: () => requireDiskRoom(disk),
  });
  stopper.add("ingest", () => ingest.drain());
  const streams = createStreams(createStreamHub({ pool, db, log }));
  const app: AppContext = { ...base, ingest, streams, wakeWorkers: () => wakeWorkers(pool) };
  const machineKeys = createMachineKeys(db, sealer);
  const publishableKeys = createPublishableKeys(db);
  const forgetKeys = () => [machineKeys, publishableKeys].forEach((cache) => cache.forget());
  const { limits, nodes } = await startRateLimits({ env, log, pool }, stopper);
  const notifications = listenForNotifications(
    direct,
    { [WORK_CHANNEL]: () => worker?.wake(), [KEYS_CHANNEL]: forgetKeys, [NODES_CHANNEL]: () => nodes?.recount() },
    log,
  );
  stopper.add("notifications", () => notifications.close());
  const authenticator = createAuthenticator({
    verifyMachineToken: createMachineTokenVerifier(machineKeys),
    publishableKeys,
  });
  const strangers = createAnonymousLimit({ limit: env.anonymousLimit, trustedProxies: env.trustedProxies, log });
  const api = createApi({ app, authenticator, limits, strangers, routes: env.role === "worker" ? [] : routes });
  if (env.role !== "worker") mountOAuthPages(api, app, strangers);
  mountHealth(api, { env, pool, log, worker, vitals, disk, isStopping: stopper.isStopping });
  const pages = servesPages ? await startPages(env) : undefined;
  if (pages !== undefined) stopper.add("pages", () => pages.close());
  const url = await listen(app, api, pages, { stopper, strangers });
  return { url, app, stop: stopper.stop };
}

async function watchDisk(env: Env, log: Log, stopper: Stopper) {
  const disk = await watchDiskRoom({ dir: env.dataDir, reserveBytes: env.diskReserveBytes, log });
  stopper.add("room on the disk", () => disk.stop());
  return disk;
}

async function wakeWorkers(pool: pg.Pool): Promise<void> {
  await pool.query("select pg_notify($1, '')", [WORK_CHANNEL]);
}

async function listen(
  app: AppContext,
  api: ReturnType<typeof createApi>,
  pages: Pages | undefined,
  { stopper, strangers }: { stopper: Stopper; strangers: AnonymousLimit },
): Promise<string> {
  const { env, log } = app;
  const handleApi = getRequestListener(api.fetch, { errorHandler: answerMalformed });
  const handlePage = pages === undefined ? undefined : createPageHandler(app, pages.handle, strangers);
  // A request without Host is refused like every other that is malformed.
  const server = createServer({ requireHostHeader: false, ...REQUEST_TIMES }, (request, response) => {
    if (stopper.isStopping()) response.setHeader("Connection", "close");
    if (handlePage === undefined || BESIDE_PAGES.test(request.url ?? "")) return void handleApi(request, response);
    handlePage(request, response).catch((error: unknown) => {
      log.error({ err: error, path: request.url?.split("?")[0] }, "A page failed");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.maxConnections = env.connectionsMax;
  if (pages?.upgrade !== undefined) server.on("upgrade", pages.upgrade);
  refuseBrokenRequests(server);
  await listening(server, env);
  stopper.add("http", () => closeServer(server));
  // Streams end only when they are told to, and HTTP waits for them.
  stopper.add("streams", () => app.streams.close());
  // First of all it is not ready any more, and goes on answering until whoever sends to it can have noticed.
  stopper.add("readiness", () => delay(env.drainMs));
  const url = `http://${env.host}:${portOf(server)}`;
  log.info({ url, role: env.role, mode: env.mode }, "Ready");
  return url;
}

function listening(server: Server, env: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const isTaken = "code" in error && error.code === "EADDRINUSE";
      reject(
        isTaken ? new StartError(`Port ${env.port} is in use: stop what uses it, or set PORT to another one`) : error,
      );
    });
    server.listen(env.port, env.host, () => resolve());
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/**
 * No new connections; requests in flight get their time, then the rest is cut. What has reached an idle connection in
 * this moment is still answered.
 */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    // The close of HTTP would cut idle connections at once, with a request that is on its way.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(timer);
      resolve();
    });
    setTimeout(() => server.close(), IDLE_MS);
  });
}
