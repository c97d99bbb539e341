import type { ErrorEnvelope } from "#lib/contracts/errors.ts";
import { parseExact } from "#lib/contracts/exact-json.ts";
import { ApiError } from "./api-error.ts";

/** A response whose body has arrived completely. */
export type Answer = { status: number; text: string; requestId: string | undefined; retryAfterMs: number | undefined };

function parseJson(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isEnvelope(body: unknown): body is ErrorEnvelope {
  return (
    isObject(body) && isObject(body["error"]) && typeof body["error"]["message"] === "string" && "name" in body["error"]
  );
}

/**
 * The answer of our own server, which is of the same build and tested against the contract: parsing it once more here
 * would send every customer 30 kB of validator.
 */
function trusted<T>(body: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return body as T;
}

/** The body of a success; throws `ApiError` for everything else. */
export function readAnswer<T>({ status, text, requestId, retryAfterMs }: Answer): T {
  const body = parseJson(text);
  if (status >= 200 && status < 300 && typeof body === "object" && body !== null) return trusted<T>(body);
  if (status >= 400 && isEnvelope(body)) throw new ApiError({ status, ...body.error, requestId, retryAfterMs });
  throw new ApiError({ status, name: "InvalidResponse", requestId });
}
