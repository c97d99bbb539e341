import { z } from "zod";
import type { ErrorRules, ProviderAnswer, ProviderError } from "../kit/classify-response.ts";
import type { FaultClass, Loaded } from "../kit/fault.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

/** Below the instance of the organization. A version is supported for three years at least. */
export const DATA = "/services/data/v62.0";
export const USERINFO = "/services/oauth2/userinfo";

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

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r" };

/** A text as a literal of SOQL, which no text can leave. */
export function literal(text: string): string {
  return `'${text.replaceAll(/[\\'\n\r]/g, (character) => ESCAPES[character] ?? character)}'`;
}

const NEXT = `${DATA}/query/`;

/** One page of what a query finds. `next` leads to the following one, of up to 2,000 records each. */
export async function query<S extends z.ZodType>(
  api: ProviderApi,
  { soql, next }: { soql: string; next?: string | undefined },
  schema: S,
): Promise<Loaded<{ records: z.output<S>[]; next: string | undefined }>> {
  const Page = z.object({ records: z.array(schema), nextRecordsUrl: z.string().startsWith(NEXT).nullish() });
  const request = next === undefined ? { path: `${DATA}/query`, query: { q: soql } } : { path: next };
  const page = await api.read(request, Page);
  if (!page.ok) return page;
  return { ok: true, value: { records: page.value.records, next: page.value.nextRecordsUrl ?? undefined } };
}

const Row = z.object({ Id: z.string() });

/** The id of the first record that a query finds. */
export async function firstId(api: ProviderApi, soql: string): Promise<Loaded<string | undefined>> {
  const found = await query(api, { soql }, Row);
  return found.ok ? { ok: true, value: found.value.records[0]?.Id } : found;
}
