import { z } from "zod";
import type { oas31, ZodOpenApiResponseObject } from "zod-openapi";
import { ErrorEnvelope } from "#lib/contracts/errors.ts";
import { isEverRefused } from "#lib/server/domain/tenancy/keys/permissions.ts";
import { AppError, type ErrorCode } from "#lib/server/runtime/errors.ts";
import type { Route } from "../route.ts";
import { headersOf, LIMITED, type HeaderId } from "./headers.ts";

type Refusal = { id: string; code: ErrorCode; description: string; example: string; headers?: readonly HeaderId[] };

const REFUSALS: Record<number, Refusal> = {
  400: { id: "BadRequest", code: "bad_request", description: "Invalid or missing data", example: "Validation failed" },
  401: {
    id: "Unauthorized",
    code: "unauthorized",
    description: "Invalid or missing credentials",
    example: "Authentication required",
    headers: ["RequestId"],
  },
  403: {
    id: "Forbidden",
    code: "forbidden",
    description: "The credential is valid but may not do this",
    example: "This session is not allowed to do this",
  },
  404: {
    id: "NotFound",
    code: "not_found",
    description: "No such object: malformed, unknown and foreign IDs are answered alike",
    example: "No such object",
  },
  409: { id: "Conflict", code: "conflict", description: "Conflicts with what is stored", example: "It already exists" },
  413: {
    id: "PayloadTooLarge",
    code: "payload_too_large",
    description: "The body is too large",
    example: "The body can have at most 262,144 bytes",
  },
  415: {
    id: "UnsupportedMediaType",
    code: "unsupported_media_type",
    description: "The body is not declared as JSON",
    example: "The body must be application/json",
  },
  422: {
    id: "UnprocessableEntity",
    code: "unprocessable",
    description: "Understood, but not possible",
    example: "The connection is not active",
  },
  425: {
    id: "TooEarly",
    code: "too_early",
    description: "An attempt is in progress or about to start",
    example: "The next attempt is about to start",
  },
  429: {
    id: "TooManyRequests",
    code: "too_many_requests",
    description: "The rate limit is exceeded",
    example: "Too many requests",
    headers: [...LIMITED, "RetryAfter"],
  },
  500: {
    id: "InternalServerError",
    code: "internal",
    description: "Unexpected error",
    example: "An unexpected error occurred",
  },
  503: {
    id: "ServiceUnavailable",
    code: "unavailable",
    description: "Temporarily unavailable",
    example: "The service is temporarily unavailable",
    headers: ["RequestId", "RetryAfter"],
  },
};

export const refusalComponents: Record<string, ZodOpenApiResponseObject> = Object.fromEntries(
  Object.values(REFUSALS).map(({ id, code, description, example, headers = LIMITED }) => [
    id,
    {
      description,
      headers: headersOf(headers),
      content: { "application/json": { schema: ErrorEnvelope, example: exampleOf(code, example) } },
    },
  ]),
);

function exampleOf(code: ErrorCode, text: string) {
  const data = code === "bad_request" ? { data: [{ param: "name", msg: "At least 3 characters" }] } : {};
  return new AppError(code, text, data).toEnvelope();
}

/** Every refusal that this operation can answer, derived from what it takes and who may call it. */
export function refusalsOf(route: Route): Record<string, oas31.ReferenceObject> {
  const found = new Set<number>([401, 429, 500, 503, ...(route.conflicts ?? [])]);
  if (route.query !== undefined) found.add(400);
  // Reading stops before a body only for GET, so everything else can be sent a bad one.
  if (route.method !== "GET") for (const status of [400, 413, 415]) found.add(status);
  if (hasForbidden(route)) found.add(403);
  if (namesObjects(route)) found.add(404);
  return Object.fromEntries([...found].toSorted().map((status) => [status, refer(status)]));
}

function refer(status: number): oas31.ReferenceObject {
  const refusal = REFUSALS[status];
  if (refusal === undefined) throw new Error(`No refusal has the status ${status}`);
  return { $ref: `#/components/responses/${refusal.id}` };
}

/** Machine keys and sessions are known everywhere; one that a route does not admit is refused with 403. */
function hasForbidden({ access: { machine, session } }: Route): boolean {
  return !machine || session === undefined || (session !== "any" && isEverRefused(session));
}

/** Objects are named in the path, and by ids in query and body. */
function namesObjects({ path, query, body }: Route): boolean {
  return path.includes(":") || [query, body].some((schema) => schema !== undefined && hasId(schema));
}

function hasId(schema: z.ZodType): boolean {
  return JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })).includes('"format":"uuid"');
}
