import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Hono } from "hono";
import type { ApiEnv } from "./api-env.ts";

/** The checked-in document; `npm run openapi` writes it. */
export const OPENAPI_FILE = new URL("../../../docs/openapi.json", import.meta.url);

const CACHE_CONTROL = "public, max-age=300";

/** `GET /api/v1/openapi.json`, to anybody. */
export function mountOpenApi(api: Hono<ApiEnv>, path: string): void {
  const text = readFileSync(OPENAPI_FILE, "utf8");
  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  api.get(path, (c) => {
    const headers = { ETag: etag, "Cache-Control": CACHE_CONTROL };
    if (c.req.header("if-none-match") === etag) return c.body(null, 304, headers);
    return c.body(text, 200, { ...headers, "Content-Type": "application/json" });
  });
}
