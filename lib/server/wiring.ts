import { createServer, type Server } from "node:http";
import { Server as NetServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import type pg from "pg";
import { connectDatabase } from "#lib/server/db/connect-database.ts";
import { followDatabaseClock } from "#lib/server/db/database-clock.ts";
import { watchDiskRoom } from "#lib/server/db/embedded/disk-room.ts";
import { KEYS_CHANNEL, NODES_CHANNEL, WORK_CHANNEL, listenForNotifications } from "#lib/server/db/notifications.ts";
import { isDatabaseUnavailable } from "#lib/server/db/pg-error.ts";
import { createConnectionTokens } from "#lib/server/domain/connections/oauth/connection-tokens.ts";
import { createStreamHub } from "#lib/server/domain/insight/stream/stream-hub.ts";
import { createStreams } from "#lib/server/domain/insight/stream/streams.ts";
import { createMachineKeys } from "#lib/server/domain/tenancy/keys/machine-keys.ts";
import { createMachineTokenVerifier } from "#lib/server/domain/tenancy/keys/machine-token.ts";
import { createPublishableKeys } from "#lib/server/domain/tenancy/keys/publishable-keys.ts";
import { createTokenSigner } from "#lib/server/domain/tenancy/keys/token-signer.ts";
import { createEgressClient } from "#lib/server/egress/egress-client.ts";
import { createIngest } from "#lib/server/engine/ingest/ingest.ts";
import { requireDiskRoom } from "#lib/server/engine/ingest/room.ts";
import { startWorker } from "#lib/server/engine/worker/worker.ts";
import { createApi } from "#lib/server/http/api-app.ts";
import type { AppContext } from "#lib/server/http/app-context.ts";
import { createAuthenticator } from "#lib/server/http/authenticate.ts";
import { mountHealth } from "#lib/server/http/health.ts";
import { createAnonymousLimit, type AnonymousLimit } from "#lib/server/http/limits/anonymous-limit.ts";
import { startRateLimits } from "#lib/server/http/limits/rate-limits.ts";
import { answerMalformed, refuseBrokenRequests } from "#lib/server/http/malformed.ts";
import { mountOAuthPages } from "#lib/server/http/oauth-pages.ts";
import { createPageHandler } from "#lib/server/http/pages/page-handler.ts";
import { requireBuild, startPages, type Pages } from "#lib/server/http/pages/start-pages.ts";
import { routes } from "#lib/server/http/routes/routes.ts";
import { builtInDestinations, type Destinations } from "#lib/server/providers/registry.ts";
import type { Env } from "#lib/server/runtime/env.ts";
import { serverKeys } from "#lib/server/runtime/local-keys.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import { createSealer } from "#lib/server/runtime/sealed-secrets.ts";
import { StartError, createStopper, type Stopper } from "#lib/server/runtime/stopper.ts";
import { createVitals } from "#lib/server/runtime/vitals.ts";

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
  const url = `http://${env.host}:${listeningPort(server)}`;
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

function listeningPort(server: Server): number {
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
