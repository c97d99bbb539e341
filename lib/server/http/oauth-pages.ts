import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie, setCookie } from "hono/cookie";
import { finishAuthorization } from "#lib/server/domain/connections/oauth/finish-authorization.ts";
import { hashSecret, matchesHash, newSecret, belongsToBrowser } from "#lib/server/domain/connections/oauth/openings.ts";
import { getOAuthOutcome } from "#lib/server/domain/connections/oauth/read-authorizations.ts";
import { continueAuthorization, viewStart } from "#lib/server/domain/connections/oauth/start-authorization.ts";
import { takesNotices, takeUninstallNotice } from "#lib/server/domain/connections/oauth/take-uninstall-notice.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { withoutEndSlashes } from "#lib/server/runtime/provider-variables.ts";
import { admitStranger } from "./api-app.ts";
import type { ApiEnv } from "./api-env.ts";
import type { AppContext } from "./app-context.ts";
import type { AnonymousLimit } from "./limits/anonymous-limit.ts";
import { overPage, readyPage, startPagePolicy } from "./oauth-start-page.ts";
import { readJsonBody } from "./read-body.ts";

const NOTICE_BYTES_MAX = 16 * 1024;
const COOKIE_SECONDS = 2 * 3_600;

/** For every answer around consent: shown in no frame, kept by nobody, and its address told to nobody. */
const HEADERS = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

/** The addresses around a provider's consent, which people's browsers and providers call: they carry no credential. */
export function mountOAuthPages(api: Hono<ApiEnv>, app: AppContext, strangers?: AnonymousLimit): void {
  const pages = new Hono<ApiEnv>();
  pages.use("*", async (c, next) => {
    admitStranger(strangers, c);
    await next();
    if (c.error !== undefined && c.res.status >= 500 && !isRead(c)) {
      c.res = new Response(TROUBLE, { status: c.res.status, headers: { "Content-Type": "text/html; charset=utf-8" } });
    }
    for (const [name, value] of Object.entries(HEADERS)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
  });
  pages.get("/start/:id", (c) => showStart(app, c, c.req.param("id")));
  pages.post("/start/:id", bodyLimit({ maxSize: FORM_BYTES_MAX, onError: refuseForm }), (c) =>
    goOn(app, c, c.req.param("id")),
  );
  pages.get("/callback/:type", (c) => callBack(app, c, c.req.param("type")));
  pages.delete("/callback/:type", (c) => notice(app, c, c.req.param("type")));
  pages.get("/outcome/:id", async (c) => {
    const id = c.req.param("id");
    return c.json(await getOAuthOutcome(app, id, getCookie(c, cookieName(id))));
  });
  for (const [path, allowed] of Object.entries(METHODS)) {
    pages.all(path, (c) => {
      throw new AppError("method_not_allowed", `${c.req.method} is not possible here`, { headers: { Allow: allowed } });
    });
  }
  api.route("/oauth", pages);
}

const METHODS = { "/start/:id": "GET, POST", "/callback/:type": "GET", "/outcome/:id": "GET" };

type Request = Context<ApiEnv>;

/** By a script, and not by a person. */
function isRead(c: Request): boolean {
  return c.req.path.startsWith("/oauth/outcome/") || c.req.method === "DELETE";
}

const TROUBLE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Something went wrong</title>
<h1>Something went wrong</h1>
<p>Reload this page in a moment. If that does not help, close this window and start again in the workspace.</p>
</html>
`;

/** Tells who asks for what. Changes nothing, whoever opens it: people, link scanners, previews, prefetches. */
async function showStart(app: AppContext, c: Request, attemptId: string): Promise<Response> {
  if (c.req.method === "HEAD") return c.body(null, 204);
  const ticket = c.req.query("ticket");
  const view = await viewStart(app, { attemptId, ticket });
  if (view.kind === "unknown" || ticket === undefined) return toResult(app, c, undefined);
  const nonce = newSecret();
  c.header("Content-Security-Policy", startPagePolicy(nonce));
  if (view.kind === "over") {
    const browser = getCookie(c, cookieName(view.attemptId));
    if (await belongsToBrowser(app.db, view.attemptId, browser)) return toResult(app, c, view.attemptId);
    return c.html(overPage(view, nonce));
  }
  const form = getCookie(c, FORM_COOKIE) ?? newSecret();
  keep(app, c, { name: FORM_COOKIE, value: form, path: "/oauth/start" });
  const isRepeated = c.req.query("again") !== undefined;
  return c.html(readyPage({ nonce, facts: view.facts, ticket, proof: computeProof(form, ticket), isRepeated }));
}

/**
 * The button of the start page. Only our own page in this browser can press it: a form on another site has neither the
 * cookie nor the proof that belongs to it, so nobody is sent to a provider without having been told for whom.
 */
async function goOn(app: AppContext, c: Request, attemptId: string): Promise<Response> {
  const { ticket, proof } = await c.req.parseBody();
  if (typeof ticket !== "string") return toResult(app, c, undefined);
  if (!isOwnForm(c, ticket, proof)) {
    const query = new URLSearchParams({ ticket, again: "1" });
    return c.redirect(`${app.env.publicUrl}/oauth/start/${encodeURIComponent(attemptId)}?${query}`, 303);
  }
  const opening = await continueAuthorization(app, { attemptId, ticket }, getCookie(c, cookieName(attemptId)));
  if (opening.kind === "unknown") return toResult(app, c, undefined);
  keep(app, c, { name: cookieName(opening.attemptId), value: opening.browser, path: "/oauth" });
  return opening.kind === "to_provider" ? c.redirect(opening.url, 303) : toResult(app, c, opening.attemptId);
}

const FORM_COOKIE = "meshes_oauth_form";
const FORM_BYTES_MAX = 4 * 1024;

function refuseForm(): never {
  throw new AppError("payload_too_large", `The form can have at most ${FORM_BYTES_MAX.toLocaleString("en-US")} bytes`);
}

function computeProof(form: string, ticket: string): string {
  return hashSecret(`${form} ${ticket}`);
}

function isOwnForm(c: Request, ticket: string, proof: unknown): boolean {
  const site = c.req.header("sec-fetch-site");
  const form = getCookie(c, FORM_COOKIE);
  if (form === undefined || typeof proof !== "string" || (site !== undefined && site !== "same-origin")) return false;
  return matchesHash(proof, hashSecret(computeProof(form, ticket)));
}

async function callBack(app: AppContext, c: Request, type: string): Promise<Response> {
  if (c.req.method === "HEAD") return c.body(null, 204);
  const attemptId = await finishAuthorization(app, {
    type,
    state: c.req.query("state"),
    code: c.req.query("code"),
    error: c.req.query("error"),
    errorDescription: c.req.query("error_description"),
    browserOf: (id) => getCookie(c, cookieName(id)),
  });
  if (attemptId === undefined) app.log.info({ type }, "A call-back belonged to no attempt of its browser");
  return toResult(app, c, attemptId);
}

async function notice(app: AppContext, c: Request, type: string): Promise<Response> {
  if (!takesNotices(app, type)) {
    throw new AppError("method_not_allowed", "DELETE is not possible here", { headers: { Allow: "GET" } });
  }
  const { json } = await readJsonBody(c.env.incoming, NOTICE_BYTES_MAX);
  await takeUninstallNotice(app, { type, authorization: c.req.header("authorization"), body: json });
  return c.json({ received: true });
}

/** The page says what has happened, which it reads with the cookie: nothing of that is in its address. */
function toResult({ env }: AppContext, c: Request, attemptId: string | undefined): Response {
  return c.redirect(`${env.publicUrl}/oauth/done${attemptId === undefined ? "" : `/${attemptId}`}`, 303);
}

/** One for each attempt, so that a browser can connect two accounts at a time. */
function cookieName(attemptId: string): string {
  return `meshes_oauth_${attemptId.toLowerCase().replaceAll(/[^0-9a-f]/g, "")}`;
}

type Kept = { name: string; value: string; path: string };

function keep({ env }: AppContext, c: Request, { name, value, path }: Kept): void {
  const { protocol, pathname } = new URL(env.publicUrl);
  setCookie(c, name, value, {
    path: `${withoutEndSlashes(pathname)}${path}`,
    httpOnly: true,
    sameSite: "Lax",
    secure: protocol === "https:",
    maxAge: COOKIE_SECONDS,
  });
}
