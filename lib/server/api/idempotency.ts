import { createHash } from "node:crypto";
import { z } from "zod";
import { IdempotencyKey } from "../../contracts/events.ts";
import type { ResourcePair } from "../app-context.ts";
import { badParam } from "../errors.ts";
import type { Accepted, Idempotency, Intake } from "../events/intake.ts";
import type { RouteInput } from "./route.ts";

const HEADER = "Idempotency-Key";

export const idempotencyHeaders = z.object({ [HEADER]: IdempotencyKey.optional() });

type Input = Pick<RouteInput<undefined, undefined>, "ctx" | "header" | "bodyBytes" | "setHeader" | "admit">;

/** Hands the caller's Idempotency-Key and rate limits to a service, and marks an answer that is a repetition. */
export async function idempotently<T>(
  { ctx, header, bodyBytes, setHeader, admit }: Input,
  accept: (intake: Intake) => Promise<Accepted<T>>,
): Promise<T> {
  const idempotency = readIdempotency(header(HEADER), bodyBytes, ctx.scope.pair);
  const { answer, isReplayed } = await accept({ idempotency, admit });
  if (isReplayed) setHeader("Idempotent-Replayed", "true");
  return answer;
}

function readIdempotency(
  key: string | undefined,
  body: Buffer,
  pair: ResourcePair | undefined,
): Idempotency | undefined {
  if (key === undefined) return undefined;
  const parsed = IdempotencyKey.safeParse(key);
  if (!parsed.success) throw badParam(HEADER, parsed.error.issues[0]?.message ?? "");
  // What a session of a resource may send differs from the rest, so its requests are others even with the same body.
  const hash = createHash("sha256").update(JSON.stringify(pair ?? null));
  return { key, bodyHash: hash.update(body).digest("base64url") };
}
