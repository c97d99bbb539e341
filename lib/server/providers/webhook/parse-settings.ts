import { randomBytes } from "node:crypto";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { ErrorDetail } from "#lib/contracts/errors.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { issuesToDetails } from "#lib/server/runtime/validation.ts";
import { withoutNulls } from "#lib/server/runtime/without-nulls.ts";
import type { SettingsResult, UrlCheck } from "../contract.ts";
import type { Settings } from "../kit/access.ts";
import {
  splitHeaders,
  authHeaderProblem,
  customHeaderProblem,
  hmacHeaderProblem,
  WebhookInput,
  WebhookMetadata,
  type WebhookSecrets,
} from "./settings.ts";

/** How long the old signing secret still signs beside the new one. */
const ROTATION_OVERLAP_MS = 24 * 3_600_000;
const SIGNING_SECRET_BYTES = 32;

/** Checks the metadata of a webhook connection. A secret that is absent, empty or the mask keeps its stored value. */
export function parseWebhookSettings(
  input: Record<string, unknown>,
  previous: Settings | undefined,
  isAllowed: UrlCheck,
): SettingsResult {
  const parsed = WebhookInput.safeParse(withoutNulls(WebhookInput, input));
  if (!parsed.success) return { ok: false, problems: issuesToDetails(parsed.error.issues, ["metadata"]) };
  const kept = previous !== undefined && isSameOrigin(previous, parsed.data.url) ? previous : undefined;
  const secrets = mergeSecrets(parsed.data, kept, previous);
  const headers = splitHeaders(parsed.data.custom_headers, previous, kept !== undefined);
  const problems = [
    ...urlProblems(parsed.data, isAllowed),
    ...secretProblems(parsed.data, secrets),
    ...headerProblems(parsed.data),
    ...headers.problems,
  ];
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    skipTest: parsed.data.skip_test,
    settings: {
      metadata: WebhookMetadata.parse({ ...parsed.data, custom_headers: headers.shown }),
      secrets: { ...secrets, ...headers.secrets },
    },
  };
}

function urlProblems(input: WebhookInput, isAllowed: UrlCheck): ErrorDetail[] {
  const problem = isAllowed(input.url);
  return problem === undefined ? [] : [{ param: "metadata.url", msg: problem }];
}

const REQUIRED: Record<
  WebhookInput["auth_scheme"],
  readonly ("auth_username" | keyof WebhookSecrets | "auth_header_name")[]
> = {
  none: [],
  basic: ["auth_username", "auth_password"],
  bearer: ["auth_token"],
  header: ["auth_header_name", "auth_header_value"],
};

function secretProblems(input: WebhookInput, secrets: Record<string, string>): ErrorDetail[] {
  const values: Record<string, unknown> = { ...input, ...secrets };
  const missing: string[] = REQUIRED[input.auth_scheme].filter((key) => isBlank(values[key] ?? secrets[key]));
  if (input.hmac_algorithm !== "none" && isBlank(secrets["hmac_secret"])) missing.push("hmac_secret");
  return missing.map((key) => ({ param: `metadata.${key}`, msg: "Required" }));
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === "" || value === SECRET_MASK;
}

function headerProblems(input: WebhookInput): ErrorDetail[] {
  const seen = new Set<string>();
  const custom = input.custom_headers.flatMap(({ name }, index) => {
    const param = `metadata.custom_headers[${index}].name`;
    const problem = seen.has(name.toLowerCase()) ? "This header is listed twice" : customHeaderProblem(name, input);
    seen.add(name.toLowerCase());
    return problem === undefined ? [] : [{ param, msg: problem }];
  });
  const own = { auth_header_name: authHeaderProblem(input), hmac_header: hmacHeaderProblem(input) };
  const ownProblems = Object.entries(own).flatMap(([key, msg]) =>
    msg === undefined ? [] : [{ param: `metadata.${key}`, msg }],
  );
  return [...custom, ...ownProblems];
}

const SECRET_KEYS = ["auth_password", "auth_token", "auth_header_value", "hmac_secret"] as const;

function mergeSecrets(
  input: WebhookInput,
  kept: Settings | undefined,
  previous: Settings | undefined,
): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const key of SECRET_KEYS) {
    const sent = input[key];
    const value = isBlank(sent) ? kept?.secrets[key] : sent;
    if (value !== undefined && isSecretUsed(key, input)) merged[key] = value;
  }
  return { ...merged, ...signingSecrets(input, previous?.secrets) };
}

/** A stored secret is never sent to another host: who changes the address must enter the secret again. */
function isSameOrigin(previous: Settings, url: string): boolean {
  const before = previous.metadata["url"];
  return (
    typeof before === "string" &&
    URL.canParse(before) &&
    URL.canParse(url) &&
    new URL(before).origin === new URL(url).origin
  );
}

/** A secret of a scheme that is no longer used is forgotten. */
function isSecretUsed(key: (typeof SECRET_KEYS)[number], input: WebhookInput): boolean {
  if (key === "hmac_secret") return input.hmac_algorithm !== "none";
  return REQUIRED[input.auth_scheme].includes(key);
}

function signingSecrets(input: WebhookInput, stored: Record<string, string> | undefined): Record<string, string> {
  const current = stored?.["signing_secret"];
  if (stored === undefined || current === undefined) return { signing_secret: newSigningSecret() };
  if (input.rotate_signing_secret) {
    const until = new Date(clock.nowMs() + ROTATION_OVERLAP_MS).toISOString();
    return {
      signing_secret: newSigningSecret(),
      previous_signing_secret: current,
      previous_signing_secret_until: until,
    };
  }
  return Object.fromEntries(Object.entries(stored).filter(([key]) => key.includes("signing_secret")));
}

function newSigningSecret(): string {
  return `whsec_${randomBytes(SIGNING_SECRET_BYTES).toString("base64")}`;
}
