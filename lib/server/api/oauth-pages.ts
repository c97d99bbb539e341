import { Hono, type Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { AppContext } from "../app-context.ts";
import { AppError } from "../errors.ts";
import { finishAttempt } from "../oauth/finish-attempt.ts";
import { getOAuthOutcome } from "../oauth/get-outcome.ts";
import { startAttempt } from "../oauth/start-attempt.ts";
import { takesNotices, takeUninstallNotice } from "../oauth/take-uninstall-notice.ts";
import { withoutEndSlashes } from "../provider-variables.ts";
import type { ApiEnv } from "./api-app.ts";
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
export function mountOAuthPages(api: Hono<ApiEnv>, app: AppContext): void {
  const pages = new Hono<ApiEnv>();
  pages.use("*", async (c, next) => {
    await next();
    if (c.error !== undefined && c.res.status >= 500 && c.req.method === "GET" && !isRead(c)) {
      c.res = new Response(TROUBLE, { status: c.res.status, headers: { "Content-Type": "text/html; charset=utf-8" } });
    }
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
  });
  pages.get("/start/:id", (c) => start(app, c, c.req.param("id")));
  pages.get("/callback/:type", (c) => callBack(app, c, c.req.param("type")));
  pages.delete("/callback/:type", (c) => notice(app, c, c.req.param("type")));
  pages.get("/outcome/:id", async (c) => {
    const id = c.req.param("id");
    return c.json(await getOAuthOutcome(app, id, getCookie(c, cookieName(id))));
  });
  for (const path of ["/start/:id", "/callback/:type", "/outcome/:id"]) {
    pages.all(path, (c) => {
      throw new AppError("method_not_allowed", `${c.req.method} is not possible here`, { headers: { Allow: "GET" } });
    });
  }
  api.route("/oauth", pages);
}

type Request = Context<ApiEnv>;

/** By a script, and not by a person. */
function isRead(c: Request): boolean {
  return c.req.path.startsWith("/oauth/outcome/");
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

async function start(app: AppContext, c: Request, attemptId: string): Promise<Response> {
  // What only asks whether the page is there must not end what the last opening has begun.
  if (c.req.method === "HEAD") return c.body(null, 204);
  const opening = await startAttempt(app, attemptId, c.req.query("ticket"));
  if (opening.kind === "unknown") return toResult(app, c, undefined);
  bind(app, c, opening.attemptId, opening.browser);
  return opening.kind === "to_provider" ? c.redirect(opening.url, 302) : toResult(app, c, opening.attemptId);
}

async function callBack(app: AppContext, c: Request, type: string): Promise<Response> {
  if (c.req.method === "HEAD") return c.body(null, 204);
  const attemptId = await finishAttempt(app, {
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

function bind({ env }: AppContext, c: Request, attemptId: string, browser: string): void {
  const { protocol, pathname } = new URL(env.publicUrl);
  setCookie(c, cookieName(attemptId), browser, {
    path: `${withoutEndSlashes(pathname)}/oauth`,
    httpOnly: true,
    sameSite: "Lax",
    secure: protocol === "https:",
    maxAge: COOKIE_SECONDS,
  });
}
