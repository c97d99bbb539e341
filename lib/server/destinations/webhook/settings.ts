import { z } from "zod";

const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]{0,1024}$/;

export const CUSTOM_HEADERS_MAX = 5;
export const DEFAULT_HMAC_HEADER = "X-Meshes-Signature";

const RESERVED = new Set([
  "accept-encoding",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "cookie",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
  "webhook-id",
  "webhook-signature",
  "webhook-timestamp",
]);

const text = z.string({ error: "Must be a string" });
const headerName = text.regex(HEADER_NAME, "Not a valid header name");
const headerValue = text.regex(HEADER_VALUE, "Not a valid header value");

/** The documented metadata of a webhook connection, as a caller sends it. */
export const WebhookInput = z.object({
  url: z.string({ error: "Required, a string" }).min(1, "Must not be empty").max(2048, "At most 2,048 characters"),
  http_method: z.enum(["POST", "PUT", "PATCH"], { error: "One of POST, PUT, PATCH" }).default("POST"),
  payload_mode: z.enum(["wrapped", "raw"], { error: "One of wrapped, raw" }).default("wrapped"),
  auth_scheme: z.enum(["none", "basic", "bearer", "header"], { error: "One of none, basic, bearer, header" }).default("none"),
  auth_username: text.max(255, "At most 255 characters").optional(),
  auth_password: text.max(1024, "At most 1,024 characters").optional(),
  auth_token: text.max(4096, "At most 4,096 characters").regex(HEADER_VALUE, "Not a valid header value").optional(),
  auth_header_name: headerName.optional(),
  auth_header_value: headerValue.optional(),
  custom_headers: z
    .array(z.object({ name: headerName, value: headerValue }, { error: "Must be {name, value}" }), { error: "Must be a list of {name, value}" })
    .max(CUSTOM_HEADERS_MAX, `At most ${CUSTOM_HEADERS_MAX} headers`)
    .default([]),
  hmac_algorithm: z.enum(["none", "sha256", "sha512"], { error: "One of none, sha256, sha512" }).default("none"),
  hmac_secret: text.max(1024, "At most 1,024 characters").optional(),
  hmac_header: headerName.default(DEFAULT_HMAC_HEADER),
  skip_test: z.boolean({ error: "Must be true or false" }).default(false),
  rotate_signing_secret: z.boolean({ error: "Must be true or false" }).default(false),
});
export type WebhookInput = z.infer<typeof WebhookInput>;

/** What is stored in clear: everything but secrets and switches. */
export const WebhookMetadata = WebhookInput.omit({
  auth_password: true,
  auth_token: true,
  auth_header_value: true,
  hmac_secret: true,
  skip_test: true,
  rotate_signing_secret: true,
});
export type WebhookMetadata = z.infer<typeof WebhookMetadata>;

/** Secrets of a webhook connection by their metadata key. The previous signing secret signs too until it ends. */
export const WebhookSecrets = z.object({
  auth_password: z.string().optional(),
  auth_token: z.string().optional(),
  auth_header_value: z.string().optional(),
  hmac_secret: z.string().optional(),
  signing_secret: z.string(),
  previous_signing_secret: z.string().optional(),
  previous_signing_secret_until: z.iso.datetime().optional(),
});
export type WebhookSecrets = z.infer<typeof WebhookSecrets>;

/** Why a header may not be set by hand, or undefined when it may. Names are compared without case. */
export function reservedHeaderProblem(name: string, input: WebhookInput): string | undefined {
  const lower = name.toLowerCase();
  if (RESERVED.has(lower)) return "This header is set by the delivery itself";
  if (lower.startsWith("x-meshes-")) return "Headers that begin with X-Meshes- are reserved";
  if (lower === "authorization" && input.auth_scheme !== "none") return "Authorization is set by the authentication scheme";
  if (lower === input.auth_header_name?.toLowerCase() && input.auth_scheme === "header") return "Already used for authentication";
  if (lower === input.hmac_header.toLowerCase() && input.hmac_algorithm !== "none") return "Already used for the signature";
  return undefined;
}

/** Headers that the HMAC or authentication setting may not take, because the delivery sets them. */
export function isReservedHeader(name: string): boolean {
  return RESERVED.has(name.toLowerCase());
}
