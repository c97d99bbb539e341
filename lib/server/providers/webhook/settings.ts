import { z } from "zod";
import { SECRET_HEADER_NAME, SECRET_MASK } from "#lib/contracts/constants.ts";
import type { ErrorDetail } from "#lib/contracts/errors.ts";
import { headerProblem } from "#lib/server/egress/check-headers.ts";
import type { Settings } from "../kit/access.ts";

type Header = WebhookInput["custom_headers"][number];
type SplitHeaders = { shown: Header[]; secrets: Record<string, string>; problems: ErrorDetail[] };

/** Where the value of a secret header is kept among a connection's secrets. */
const PREFIX = "custom_header:";
const NOTHING: ReadonlySet<string> = new Set(["", SECRET_MASK]);
const secretKey = (name: string) => `${PREFIX}${name.toLowerCase()}`;

export const isHeaderKey = (key: string) => key.startsWith(PREFIX);
const isSecretHeader = ({ name }: Header) => SECRET_HEADER_NAME.test(name);

/**
 * Takes the values of headers whose names say that they are secrets out of what is stored in clear. The mask, or nothing,
 * keeps the stored value, unless the address moved to another host: then it must be entered again.
 */
export function splitHeaders(sent: readonly Header[], previous: Settings | undefined, mayKeep: boolean): SplitHeaders {
  const stored = new Map(storedValues(previous));
  const split: SplitHeaders = { shown: [], secrets: {}, problems: [] };
  sent.forEach((header, index) => {
    const { name, value } = header;
    const isMask = value === SECRET_MASK;
    if (!isSecretHeader(header)) {
      if (isMask) split.problems.push({ param: `metadata.custom_headers[${index}].value`, msg: NOT_SENDABLE });
      split.shown.push(header);
      return;
    }
    const isBlank = isMask || value === "";
    const secret = isBlank ? stored.get(secretKey(name)) : value;
    const isMissing = secret === undefined ? isMask : isBlank && !mayKeep;
    if (isMissing) split.problems.push({ param: `metadata.custom_headers[${index}].value`, msg: "Required" });
    else if (secret !== undefined) split.secrets[secretKey(name)] = secret;
    split.shown.push({ name, value: secret === undefined ? "" : SECRET_MASK });
  });
  return split;
}

/** Connections that were saved before such values were sealed hold them in clear until they are saved again. */
function storedValues(settings: Settings | undefined): [string, string][] {
  if (settings === undefined) return [];
  const clear = readHeaders(settings).filter((header) => isSecretHeader(header) && !NOTHING.has(header.value));
  const sealed = Object.entries(settings.secrets).filter(([key]) => isHeaderKey(key));
  return [...clear.map(({ name, value }): [string, string] => [secretKey(name), value]), ...sealed];
}

function readHeaders({ metadata }: Settings): Header[] {
  const headers = metadata["custom_headers"];
  return Array.isArray(headers) ? headers.filter(isHeader) : [];
}

function isHeader(item: unknown): item is Header {
  return (
    typeof item === "object" &&
    item !== null &&
    "name" in item &&
    typeof item.name === "string" &&
    "value" in item &&
    typeof item.value === "string"
  );
}

/** As they are sent. */
export function openHeaders(settings: Settings): (Header & { isSecret: boolean })[] {
  return readHeaders(settings).map((header) => ({
    name: header.name,
    value: settings.secrets[secretKey(header.name)] ?? header.value,
    isSecret: isSecretHeader(header),
  }));
}

/** As they are shown. */
export function maskHeaders(settings: Settings): Header[] {
  return readHeaders(settings).map((header) =>
    isSecretHeader(header) && header.value !== "" ? { name: header.name, value: SECRET_MASK } : header,
  );
}

export const CUSTOM_HEADERS_MAX = 5;
export const DEFAULT_HMAC_HEADER = "X-Meshes-Signature";

/** What a delivery sets itself, beside the headers that no request through the egress may carry. */
const RESERVED = new Set([
  "accept-encoding",
  "content-encoding",
  "content-type",
  "cookie",
  "user-agent",
  "webhook-id",
  "webhook-signature",
  "webhook-timestamp",
]);

const text = z.string({ error: "Must be a string" });
// The egress client is the judge of what can be sent, so that nothing is saved that fails at every delivery.
const headerName = text.max(64, "At most 64 characters").superRefine((name, context) => {
  const problem = headerProblem(name, "");
  if (problem !== null) context.addIssue({ code: "custom", message: problem });
});
const isSendable = (value: string) => headerProblem("X-Value", value) === null;
export const NOT_SENDABLE = "Contains characters that HTTP does not allow";
/** The mask stands for the stored value and is never sent itself. */
const isKeptOrSendable = (value: string) => value === SECRET_MASK || isSendable(value);
const headerValue = text.max(1024, "At most 1,024 characters").refine(isKeptOrSendable, NOT_SENDABLE);

/** A form that is made from the catalog sends the text of its choice. */
const flag = z
  .union([z.boolean(), z.enum(["true", "false"]).transform((choice) => choice === "true")], {
    error: "Must be true or false",
  })
  .default(false);

/** The documented metadata of a webhook connection, as a caller sends it. */
export const WebhookInput = z.object({
  url: z.string({ error: "Required, a string" }).min(1, "Must not be empty").max(2048, "At most 2,048 characters"),
  http_method: z.enum(["POST", "PUT", "PATCH"], { error: "One of POST, PUT, PATCH" }).default("POST"),
  payload_mode: z.enum(["wrapped", "raw"], { error: "One of wrapped, raw" }).default("wrapped"),
  auth_scheme: z
    .enum(["none", "basic", "bearer", "header"], { error: "One of none, basic, bearer, header" })
    .default("none"),
  auth_username: text
    .max(255, "At most 255 characters")
    .regex(/^[^:]*$/, "A user name cannot contain ':'")
    .optional(),
  auth_password: text.max(1024, "At most 1,024 characters").optional(),
  auth_token: text.max(4096, "At most 4,096 characters").refine(isKeptOrSendable, NOT_SENDABLE).optional(),
  auth_header_name: headerName.optional(),
  auth_header_value: text.max(1024, "At most 1,024 characters").refine(isKeptOrSendable, NOT_SENDABLE).optional(),
  custom_headers: z
    .array(z.object({ name: headerName, value: headerValue }, { error: "Must be {name, value}" }), {
      error: "Must be a list of {name, value}",
    })
    .max(CUSTOM_HEADERS_MAX, `At most ${CUSTOM_HEADERS_MAX} headers`)
    .default([]),
  hmac_algorithm: z.enum(["none", "sha256", "sha512"], { error: "One of none, sha256, sha512" }).default("none"),
  hmac_secret: text.max(1024, "At most 1,024 characters").optional(),
  hmac_header: headerName.default(DEFAULT_HMAC_HEADER),
  skip_test: flag,
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

const SET_BY_DELIVERY = "This header is set by the delivery itself";
const PREFIX_RESERVED = "Headers that begin with X-Meshes- are reserved";

/** The header that carries the credentials, in lower case. */
function authHeaderName(input: WebhookInput): string | undefined {
  if (input.auth_scheme === "none") return undefined;
  return input.auth_scheme === "header" ? input.auth_header_name?.toLowerCase() : "authorization";
}

/** Why a custom header may not be set, or undefined when it may. Names are compared without case. */
export function customHeaderProblem(name: string, input: WebhookInput): string | undefined {
  const lower = name.toLowerCase();
  if (RESERVED.has(lower)) return SET_BY_DELIVERY;
  if (lower.startsWith("x-meshes-")) return PREFIX_RESERVED;
  if (lower === authHeaderName(input)) return "Already used for authentication";
  if (lower === input.hmac_header.toLowerCase() && input.hmac_algorithm !== "none")
    return "Already used for the signature";
  return undefined;
}

export function authHeaderProblem(input: WebhookInput): string | undefined {
  const lower = input.auth_header_name?.toLowerCase();
  if (lower === undefined) return undefined;
  if (RESERVED.has(lower)) return SET_BY_DELIVERY;
  return lower.startsWith("x-meshes-") ? PREFIX_RESERVED : undefined;
}

export function hmacHeaderProblem(input: WebhookInput): string | undefined {
  const lower = input.hmac_header.toLowerCase();
  if (RESERVED.has(lower)) return SET_BY_DELIVERY;
  if (lower.startsWith("x-meshes-") && lower !== DEFAULT_HMAC_HEADER.toLowerCase()) return PREFIX_RESERVED;
  return lower === authHeaderName(input) && input.hmac_algorithm !== "none"
    ? "Already used for authentication"
    : undefined;
}
