import { createHash } from "node:crypto";
import { z } from "zod";
import { IdempotencyKey } from "#lib/contracts/events.ts";
import type { ResourceScope } from "#lib/server/db/scope.ts";
import type { Accepted, Idempotency, Intake } from "#lib/server/domain/events/context.ts";
import type { Principal } from "#lib/server/domain/tenancy/principal.ts";
import { badParam } from "#lib/server/runtime/errors.ts";
import type { RouteInput } from "./route.ts";

const HEADER = "Idempotency-Key";

export const idempotencyHeaders = z.object({ [HEADER]: IdempotencyKey.optional() });

type Input = Pick<
  RouteInput<undefined, undefined>,
  "ctx" | "principal" | "header" | "bodyBytes" | "setHeader" | "admit"
>;

/** Hands the caller's Idempotency-Key and rate limits to a service, and marks an answer that is a repetition. */
export async function idempotently<T>(
  { ctx, principal, header, bodyBytes, setHeader, admit }: Input,
  accept: (intake: Intake) => Promise<Accepted<T>>,
): Promise<T> {
  const space = keySpace(principal);
  const idempotency = readIdempotency(header(HEADER), bodyBytes, { space, resourceScope: ctx.scope.resourceScope });
  const { answer, isReplayed } = await accept({ idempotency, admit });
  if (isReplayed) setHeader("Idempotent-Replayed", "true");
  return answer;
}

/**
 * Everybody can read a publishable key in a page. What is sent with it must neither take the keys of the backend nor be
 * answered with what the backend sent, so each kind of credential has keys of its own; a line break is in no key.
 */
function keySpace({ kind }: Principal): string {
  return kind === "machine" ? "" : `${kind}\n`;
}

function readIdempotency(
  key: string | undefined,
  body: Buffer,
  { space, resourceScope }: { space: string; resourceScope: ResourceScope | undefined },
): Idempotency | undefined {
  if (key === undefined) return undefined;
  const parsed = IdempotencyKey.safeParse(key);
  if (!parsed.success) throw badParam(HEADER, parsed.error.issues[0]?.message ?? "");
  // What a session of a resource may send differs from the rest, so its requests are others even with the same body.
  const hash = createHash("sha256").update(JSON.stringify(resourceScope ?? null));
  return { key: `${space}${key}`, bodyHash: hash.update(body).digest("base64url") };
}
