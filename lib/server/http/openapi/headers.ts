import type { oas31 } from "zod-openapi";

type Header = { name: string; description: string; schema: oas31.SchemaObject };

const HEADERS = {
  RequestId: {
    name: "X-Request-Id",
    description: "Names this request in the logs. A request id that the caller sends comes back.",
    schema: { type: "string" },
  },
  RateLimit: { name: "RateLimit-Limit", description: "Requests in one burst.", schema: { type: "integer" } },
  RateLimitRemaining: {
    name: "RateLimit-Remaining",
    description: "Requests that are left now.",
    schema: { type: "integer" },
  },
  RateLimitReset: {
    name: "RateLimit-Reset",
    description: "Seconds until all of them are there again.",
    schema: { type: "integer" },
  },
  RetryAfter: { name: "Retry-After", description: "Seconds to wait before the next try.", schema: { type: "integer" } },
  IdempotentReplayed: {
    name: "Idempotent-Replayed",
    description: "`true` on an answer that repeats what the first request with this Idempotency-Key was answered.",
    schema: { type: "string", const: "true" },
  },
} satisfies Record<string, Header>;

export type HeaderId = keyof typeof HEADERS;

/** On every answer to a caller that is known. */
export const LIMITED: readonly HeaderId[] = ["RequestId", "RateLimit", "RateLimitRemaining", "RateLimitReset"];

export const headerComponents: Record<string, oas31.HeaderObject> = Object.fromEntries(
  Object.entries(HEADERS).map(([id, { description, schema }]) => [id, { description, schema }]),
);

export function headersOf(ids: readonly HeaderId[]): oas31.HeadersObject {
  return Object.fromEntries(ids.map((id) => [HEADERS[id].name, { $ref: `#/components/headers/${id}` }]));
}
