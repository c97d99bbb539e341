import type { Context } from "hono";
import type { ApiEnv } from "./api-app.ts";

const PREFLIGHT_SECONDS = 86_400;

/** Ingest is called from browsers on any site, without credentials. No other route sends CORS headers. */
export function applyIngestCors(c: Context<ApiEnv>): void {
  c.header("Access-Control-Allow-Origin", "*");
  c.header("Access-Control-Expose-Headers", "X-Request-Id, Retry-After, Idempotent-Replayed, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset");
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
