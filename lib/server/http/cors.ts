import type { Context, Next } from "hono";
import type { ApiEnv } from "./api-env.ts";

const PREFLIGHT_SECONDS = 86_400;

const EXPOSED = "X-Request-Id, Retry-After, Idempotent-Replayed, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset";

/** Ingest is called from browsers on any site, without credentials; refusals are readable there too. No other route sends CORS headers. */
export async function ingestCors(c: Context<ApiEnv>, next: Next): Promise<void> {
  await next();
  c.res.headers.set("Access-Control-Allow-Origin", "*");
  c.res.headers.set("Access-Control-Expose-Headers", EXPOSED);
}

export function preflight(c: Context<ApiEnv>): Response {
  const requested = c.req.header("access-control-request-headers");
  c.header("Access-Control-Allow-Origin", "*");
  c.header("Access-Control-Allow-Methods", "POST, OPTIONS");
  if (requested !== undefined) c.header("Access-Control-Allow-Headers", requested);
  c.header("Access-Control-Max-Age", String(PREFLIGHT_SECONDS));
  c.header("Vary", "Access-Control-Request-Headers");
  return c.body(null, 204);
}
