import { randomUUID } from "node:crypto";
import { Hono, type Context } from "hono";
import { isDatabaseUnavailable } from "#lib/server/db/pg-error.ts";
import { withBudget } from "#lib/server/db/statement-limits.ts";
import type { Principal } from "#lib/server/domain/tenancy/principal.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { JsonText } from "#lib/server/runtime/json-answer.ts";
import { parseInput, parseStorable } from "#lib/server/runtime/validation.ts";
import type { ApiEnv } from "./api-env.ts";
import type { AppContext } from "./app-context.ts";
import type { Authenticator } from "./authenticate.ts";
import { authorize } from "./authorize.ts";
import { ingestCors, preflight } from "./cors.ts";
import { createAnswerRoom, type AnswerRoom, cutWhenStalled, inPieces, isLarge } from "./large-answer.ts";
import type { AnonymousLimit } from "./limits/anonymous-limit.ts";
import type { RateLimits } from "./limits/rate-limits.ts";
import { createRateGate } from "./rate-gate.ts";
import { NO_BODY, readJsonBody } from "./read-body.ts";
import type { Route } from "./route.ts";
import { mountOpenApi } from "./serve-openapi.ts";

/** What a request waits for the database in all: nobody is left without an answer for longer than 5 s. */
const DATABASE_MS = 4_500;
const BASE = "/api/v1";
const REQUEST_ID = /^[\w.:-]{1,128}$/;

export type ApiDeps = {
  app: AppContext;
  authenticator: Authenticator;
  routes: readonly Route[];
  limits?: RateLimits | undefined;
  /** Counts calls whose credential is missing or wrong. */
  strangers?: AnonymousLimit | undefined;
};

/** Mounts every route of the table, and answers everything else with the documented envelope. */
export function createApi(deps: ApiDeps): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();
  api.use("*", async (c, next) => {
    const startedAt = performance.now();
    const sent = c.req.header("x-request-id");
    c.set("requestId", sent !== undefined && REQUEST_ID.test(sent) ? sent : randomUUID());
    await withBudget(DATABASE_MS, next);
    c.res.headers.set("X-Request-Id", c.get("requestId"));
    if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store");
    c.res.headers.set("X-Content-Type-Options", "nosniff");
    const gate = c.get("gate");
    if (gate !== undefined) for (const [name, value] of Object.entries(gate.headers())) c.res.headers.set(name, value);
    logRequest(deps.app, c, performance.now() - startedAt);
  });
  const room = createAnswerRoom();
  for (const [path, known] of Map.groupBy(deps.routes, (route) => route.path)) {
    for (const route of known) mount(api, deps, route, room);
    mountMethodNotAllowed(
      api,
      BASE + path,
      known.map(({ method }) => method),
    );
  }
  mountOpenApi(api, `${BASE}/openapi.json`);
  mountMethodNotAllowed(api, `${BASE}/openapi.json`, ["GET"]);
  api.notFound(() => refuse(new AppError("not_found", "No such endpoint")));
  api.onError((error, c) => answerError(deps.app, c, error));
  return api;
}

function mount(api: Hono<ApiEnv>, deps: ApiDeps, route: Route, room: AnswerRoom): void {
  const { app, limits } = deps;
  const path = BASE + route.path;
  // Payloads are stored as JSON text, which holds anything that is JSON.
  const parse = route.isIngest ? parseInput : parseStorable;
  if (route.isIngest) api.options(path, preflight).on(route.method, path, ingestCors);
  api.on(route.method, path, async (c) => {
    const principal = await identify(deps, c);
    const gate = limits && createRateGate(limits, principal, route);
    c.set("gate", gate);
    await gate?.enter();
    authorize(principal, route.access);
    const { bytes, text, json } =
      route.method === "GET" ? NO_BODY : await readJsonBody(c.env.incoming, route.bodyBytesMax);
    const headers: Record<string, string> = {};
    const result = await route.handle({
      ctx: { ...app, scope: principal.scope, actor: principal.actor },
      principal,
      header: (name) => c.req.header(name),
      params: c.req.param(),
      query: route.query === undefined ? undefined : parse(route.query, c.req.query()),
      body: route.body === undefined ? undefined : parse(route.body, json === undefined ? {} : json),
      bodyBytes: bytes,
      bodyText: text,
      setHeader: (name, value) => (headers[name] = value),
      admit: gate?.admit,
    });
    if (result.body instanceof ReadableStream) return answerStream(result.body, headers);
    return answerTo(c, result, headers, room);
  });
}

/** Who calls. Whoever cannot say is limited by address: telling a wrong credential from a right one costs work. */
async function identify({ app, authenticator, strangers }: ApiDeps, c: Context<ApiEnv>): Promise<Principal> {
  try {
    return await authenticator.authenticate(app, {
      authorization: c.req.header("authorization"),
      publishableKey: c.req.header("x-meshes-publishable-key"),
    });
  } catch (error) {
    if (error instanceof AppError && error.status === 401) admitStranger(strangers, c);
    throw error;
  }
}

/** Throws the 429. */
export function admitStranger(strangers: AnonymousLimit | undefined, c: Context<ApiEnv>): void {
  const waitSeconds = strangers?.take(c.env.incoming);
  if (waitSeconds === undefined) return;
  throw new AppError(
    "too_many_requests",
    `Too many requests without a valid credential: try again in ${waitSeconds} s`,
    {
      headers: { "Retry-After": String(waitSeconds) },
    },
  );
}

/** Follows the routes of its path, and comes before the paths with parameters that match the same address. */
export function mountMethodNotAllowed(api: Hono<ApiEnv>, path: string, methods: readonly string[]): void {
  api.all(path, (c) => {
    throw new AppError("method_not_allowed", `${c.req.method} is not possible here`, {
      headers: { Allow: methods.join(", ") },
    });
  });
}

/** An answer that a slow reader would leave in the memory is sent as it is read. */
function answerTo(
  c: Context<ApiEnv>,
  { status, body: json }: { status: number; body: unknown },
  headers: Record<string, string>,
  room: AnswerRoom,
): Response {
  const text = json instanceof JsonText ? json.text : JSON.stringify(json);
  if (!isLarge(text)) return answer(status, text, headers);
  const { body, bytes } = inPieces(text, c.env.outgoing, room);
  cutWhenStalled(c.env.outgoing);
  return answer(status, body, { ...headers, "Content-Length": String(bytes) });
}

function answer(status: number, body: BodyInit, headers: Readonly<Record<string, string>>): Response {
  // A plain Response: the adapter sends a text without building a stream.
  return new Response(body, { status, headers: { "Content-Type": "application/json", ...headers } });
}

/** Server-sent events: nothing on the way may keep or collect them. */
function answerStream(body: ReadableStream, headers: Readonly<Record<string, string>>): Response {
  const own = {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
  };
  return new Response(body, { headers: { ...headers, ...own } });
}

function refuse(error: AppError): Response {
  return answer(error.status, JSON.stringify(error.toEnvelope()), error.headers);
}

function answerError(app: AppContext, c: Context<ApiEnv>, error: Error): Response {
  if (error instanceof AppError) return refuse(error);
  const context = { err: error, request_id: c.get("requestId"), method: c.req.method, path: c.req.path };
  if (isDatabaseUnavailable(error)) {
    app.log.warn(context, "The database is unavailable");
    return refuse(
      new AppError("unavailable", "The service is temporarily unavailable", { headers: { "Retry-After": "2" } }),
    );
  }
  app.log.error(context, "A request failed");
  return refuse(new AppError("internal", "An unexpected error occurred"));
}

/** Accepted events come by the thousand and are in the database: their requests are logged only for debugging. */
function logRequest(app: AppContext, c: Context<ApiEnv>, durationMs: number): void {
  const { status } = c.res;
  const isQuiet = status < 400 && c.req.method === "POST" && /^\/api\/v1\/events(\/bulk)?$/.test(c.req.path);
  const level = isQuiet ? "debug" : "info";
  if (!app.log.isLevelEnabled(level)) return;
  app.log[level](
    {
      request_id: c.get("requestId"),
      method: c.req.method,
      path: c.req.path,
      status,
      duration_ms: Math.round(durationMs),
    },
    "Request",
  );
}
