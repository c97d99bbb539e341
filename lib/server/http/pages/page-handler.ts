import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isPortPattern } from "#lib/contracts/allowed-origin.ts";
import { EMBED_HEADER, type EmbedConfig } from "#lib/contracts/embed-config.ts";
import { isDatabaseUnavailable } from "#lib/server/db/pg-error.ts";
import { withBudget } from "#lib/server/db/statement-limits.ts";
import { redeemLaunch, type LaunchResult } from "#lib/server/domain/tenancy/sessions/redeem-launch.ts";
import type { AppContext } from "../app-context.ts";
import {
  createAnonymousLimit,
  type AnonymousLimit,
  createClientAddress,
  type ClientAddress,
} from "../limits/anonymous-limit.ts";
import { launchRefusedPage } from "./launch-page.ts";
import { createPageCache } from "./page-cache.ts";
import { findTarget, ICON, type PageTarget } from "./page-target.ts";
import { contentSecurityPolicy, setIsolation, setPageHeaders, type PageKind } from "./security-headers.ts";

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Headers by which requests have steered Next past its own checks, and which no browser needs to send here. */
const REFUSED_HEADERS = [
  EMBED_HEADER,
  "x-middleware-subrequest",
  "x-nonce",
  "content-security-policy",
  "x-forwarded-host",
];

/** How long a page waits for the database before it says that it is away. */
const DATABASE_MS = 4_500;

const UNFRAMED = "default-src 'none'; frame-ancestors 'none'";
/** A load that nobody has asked for yet (`Purpose` in older engines). It is asked again when somebody goes there. */
const PREFETCH = /\bprefetch\b/i;

type PageApp = Pick<AppContext, "db" | "signer" | "env" | "log">;
type LaunchApp = PageApp & { addressOf: ClientAddress };

/**
 * Stands before Next: checks launches, sets the security headers of every answer, and lets only reads through. Next
 * itself knows neither the database nor any secret. What is the same for everybody is rendered once, and what callers
 * without a credential make Next render is limited.
 */
export function createPageHandler(app: PageApp, next: RequestHandler, strangers?: AnonymousLimit): RequestHandler {
  const limit = strangers ?? createAnonymousLimit({ limit: undefined, trustedProxies: [], log: app.log });
  const render: RequestHandler = (request, response) => renderDocument(app, next, request, response);
  const documents = createPageCache(render);
  const launchApp: LaunchApp = { ...app, addressOf: createClientAddress(app.env.trustedProxies) };
  const isDevelopment = app.env.mode === "development";
  return async (request, response) => {
    for (const name of REFUSED_HEADERS) delete request.headers[name];
    if ((request.method !== "GET" && request.method !== "HEAD") || request.headers["next-action"] !== undefined) {
      return end(response, 405, { Allow: "GET, HEAD" });
    }
    const url = URL.parse(request.url ?? "/", "http://internal");
    if (url === null) return end(response, 400, {});
    const target = findTarget(url.pathname, request.headers["rsc"] !== undefined);
    if (target.kind === "launch") return serveWorkspace(launchApp, next, request, response, url);
    if (target.kind === "document" && !isDevelopment) {
      setPageHeaders(response, UNFRAMED, kindOf(target.path));
      return documents.serve(target.path, request, response);
    }
    const waitSeconds = target.kind === "file" ? undefined : limit.take(request);
    if (waitSeconds !== undefined) return end(response, 429, { "Retry-After": String(waitSeconds) });
    return serveAny(app, next, request, response, target);
  };
}

/** The pages around a consent are opened by the workspace, and talk to it. */
function kindOf(path: string): PageKind {
  return path.startsWith("/oauth/") ? "window" : "document";
}

async function serveAny(
  app: PageApp,
  next: RequestHandler,
  request: IncomingMessage,
  response: ServerResponse,
  target: Exclude<PageTarget, { kind: "launch" }>,
): Promise<void> {
  // In development, where documents are not kept. Next knows the icon by its own name only.
  if (target.kind === "document" && target.path === ICON) request.url = ICON;
  if (target.kind === "window" || target.kind === "document")
    return servePage(app, next, request, response, [], target.kind);
  // Data and files are no pages, but Next answers a page when it does not find them.
  response.setHeader("Content-Security-Policy", UNFRAMED);
  setIsolation(response, "embed");
  return next(request, response);
}

/** Nothing of a caller stands in these pages, so one nonce for each may serve its scripts for good, on every node. */
function renderDocument(app: PageApp, next: RequestHandler, request: IncomingMessage, response: ServerResponse) {
  const nonce = createHash("sha256").update(`${app.env.publicUrl} ${request.url}`).digest("base64");
  const policy = pagePolicy(app, nonce, []);
  request.headers["content-security-policy"] = policy;
  response.setHeader("Content-Security-Policy", policy);
  return next(request, response);
}

async function serveWorkspace(
  app: LaunchApp,
  next: RequestHandler,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) {
  const token = url.searchParams.get("launch");
  if (isPrefetch(request)) return end(response, 503, { "Cache-Control": "no-store" });
  try {
    const launch =
      token === null
        ? undefined
        : await withBudget(DATABASE_MS, () => redeemLaunch(app, token, launchBrowser(app, request)));
    if (launch?.kind !== "accepted") return refuseLaunch(app, response, launch);
    // The token goes no further: neither into the page nor into its address.
    url.searchParams.delete("launch");
    request.url = url.pathname + url.search;
    const origins = validOrigins(app, launch.allowedOrigins);
    const { sessionType, appearance, language } = launch;
    const config: EmbedConfig = { allowed_origins: origins, session_type: sessionType, appearance, language };
    request.headers[EMBED_HEADER] = Buffer.from(JSON.stringify(config)).toString("base64url");
    return await servePage(app, next, request, response, origins, "embed");
  } catch (error) {
    if (!isDatabaseUnavailable(error)) throw error;
    return end(response, 503, { "Retry-After": "2" });
  }
}

function isPrefetch({ headers }: IncomingMessage): boolean {
  return [headers["sec-purpose"], headers["purpose"], headers["x-moz"]].some((value) => PREFETCH.test(String(value)));
}

/** Who opens a launch: the same browser may do so again for a moment. A HEAD only asks, and uses nothing up. */
function launchBrowser({ addressOf }: LaunchApp, request: IncomingMessage): string | undefined {
  if (request.method === "HEAD") return undefined;
  const address = addressOf(request);
  return createHash("sha256")
    .update(`${address}\n${request.headers["user-agent"] ?? ""}`)
    .digest("base64url");
}

function servePage(
  app: PageApp,
  next: RequestHandler,
  request: IncomingMessage,
  response: ServerResponse,
  frameAncestors: readonly string[],
  kind: PageKind,
) {
  const policy = pagePolicy(app, newNonce(), frameAncestors);
  // Next takes the nonce for its own scripts from the request's policy.
  request.headers["content-security-policy"] = policy;
  setPageHeaders(response, policy, kind);
  return next(request, response);
}

function refuseLaunch(
  app: PageApp,
  response: ServerResponse,
  launch: Extract<LaunchResult, { kind: "refused" }> | undefined,
) {
  const reason = launch?.reason ?? "missing";
  const nonce = newNonce();
  const framers = launch?.allowedOrigins === undefined ? anybody(app) : validOrigins(app, launch.allowedOrigins);
  setPageHeaders(response, pagePolicy(app, nonce, framers), "embed");
  app.log.info({ reason }, "A launch was refused");
  return end(response, 401, { "Content-Type": "text/html; charset=utf-8" }, launchRefusedPage(reason, nonce));
}

/**
 * Who may frame a refusal whose host is unknown: its page holds nothing, and can ask for a launch only where it is shown.
 * The star means every page of the web, and no app.
 */
function anybody({ env }: PageApp): readonly string[] {
  return ["*", ...env.embedAppOrigins];
}

/** A session may outlive the development server that minted it: a server with a list of its own knows no patterns. */
function validOrigins({ env }: PageApp, origins: string[]): string[] {
  return env.embedOrigins.kind === "loopback" ? origins : origins.filter((origin) => !isPortPattern(origin));
}

function pagePolicy(app: PageApp, nonce: string, frameAncestors: readonly string[]): string {
  return contentSecurityPolicy({ nonce, frameAncestors, isDevelopment: app.env.mode === "development" });
}

function newNonce(): string {
  return randomBytes(16).toString("base64");
}

async function end(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body = "",
): Promise<void> {
  response.writeHead(status, headers).end(body);
}
