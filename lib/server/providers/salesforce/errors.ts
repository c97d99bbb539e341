import { z } from "zod";
import type { ErrorRules, ProviderAnswer, ProviderError } from "../kit/classify-response.ts";
import type { FaultClass } from "../kit/fault.ts";

const Refusals = z
  .array(
    z.object({
      errorCode: z.string(),
      message: z.string().optional(),
      fields: z.array(z.string()).nullish(),
    }),
  )
  .min(1);
const NotSaved = z.object({
  success: z.literal(false),
  errors: z.array(z.object({ statusCode: z.string().optional(), message: z.string().optional() })).default([]),
});
const OAuthRefusal = z.object({ error: z.string(), error_description: z.string().optional() });

const QUARTER_HOUR_MS = 900_000;
const LIMIT = "REQUEST_LIMIT_EXCEEDED";

/** Errors are an array. The answer after a day's allowance is a 403, and says nothing about when. */
export const salesforceErrors: ErrorRules = {
  read: ({ status, json }) => (status < 300 ? notSaved(json) : readRefusal(json)),
  classify,
  codes: {
    INVALID_SESSION_ID: "auth_expired",
    [LIMIT]: "rate_limited",
    UNABLE_TO_LOCK_ROW: "transient",
    SERVER_UNAVAILABLE: "transient",
    API_DISABLED_FOR_ORG: "permission",
    // The user does not see this kind of record.
    INVALID_TYPE: "permission",
    // A campaign that was deleted, or never was [both codes are unsure: verify live].
    ENTITY_IS_DELETED: "target_gone",
    INVALID_CROSS_REFERENCE_KEY: "target_gone",
  },
  retryAfterMs: ({ json }) => (readRefusal(json).code === LIMIT ? QUARTER_HOUR_MS : undefined),
};

function notSaved(json: unknown): ProviderError | undefined {
  const answer = NotSaved.safeParse(json).data;
  if (answer === undefined) return undefined;
  return { code: answer.errors[0]?.statusCode, message: answer.errors.map(({ message }) => message).join(" ") };
}

function readRefusal(json: unknown): ProviderError {
  const refusals = Refusals.safeParse(json).data;
  if (refusals !== undefined) {
    const messages = refusals.map(({ message, fields }) => [message, ...(fields ?? [])].filter(Boolean).join(" "));
    return { code: refusals[0]?.errorCode, message: messages.join("; ") };
  }
  const refusal = OAuthRefusal.safeParse(json).data;
  return { code: refusal?.error, message: refusal?.error_description };
}

/** Another token would be refused for the same reason, again and again. */
const NOT_EXPIRED = ["This session is not valid for use with the REST API", "Connected app is not attached to Agent"];

function classify({ code }: ProviderError, { status, text }: ProviderAnswer): FaultClass | undefined {
  if (status === 401 && NOT_EXPIRED.some((reason) => text.includes(reason))) return "auth_failed";
  // What the identity service says about an expired token [unsure: verify live].
  if (status === 403 && text.startsWith("Bad_OAuth_Token")) return "auth_expired";
  return code?.startsWith("INSUFFICIENT_ACCESS") === true ? "permission" : undefined;
}
