import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { ErrorDetail } from "#lib/contracts/errors.ts";
import type { AuthenticationField } from "#lib/contracts/integrations.ts";
import type { SettingsResult, UrlCheck } from "../contract.ts";
import type { Settings } from "./access.ts";
import type { ApiKeyAuthentication } from "./provider-definition.ts";

const CHARACTERS_MAX = 4096;

type Parsed = { values: Record<string, string>; problems: ErrorDetail[] };

/** Checks the fields of the form. A secret that is absent, empty or the mask keeps its stored value. */
export function parseApiKeySettings(
  { fields, normalize }: ApiKeyAuthentication,
  input: Record<string, unknown>,
  previous: Settings | undefined,
  isAllowed: UrlCheck,
): SettingsResult {
  const { values, problems } = parseFields(fields, input, previous);
  if (problems.length > 0) return { ok: false, problems };
  const normalized = normalize?.(values, isAllowed) ?? { ok: true, values };
  if (!normalized.ok) return normalized;
  const isSecret = (key: string) => fields.some((field) => field.key === key && field.type === "password");
  const entries = Object.entries(normalized.values).filter(([, value]) => value !== "");
  const metadata = Object.fromEntries(entries.filter(([key]) => !isSecret(key)));
  const secrets = Object.fromEntries(entries.filter(([key]) => isSecret(key)));
  if (previous !== undefined && isElsewhere(fields, metadata, previous) && usesStored(input, secrets, previous)) {
    return { ok: false, problems: secretsAgain(fields) };
  }
  return { ok: true, skipTest: false, settings: { metadata, secrets } };
}

function parseFields(
  fields: readonly AuthenticationField[],
  input: Record<string, unknown>,
  previous: Settings | undefined,
): Parsed {
  const parsed: Parsed = { values: {}, problems: [] };
  for (const field of fields) {
    const sent = input[field.key] ?? undefined;
    const param = `metadata.${field.key}`;
    if (sent !== undefined && typeof sent !== "string") {
      parsed.problems.push({ param, msg: "Must be a string" });
      continue;
    }
    const value = resolveSetting(field, sent, previous);
    const msg = fieldProblem(field, value);
    if (msg !== undefined) parsed.problems.push({ param, msg });
    parsed.values[field.key] = value;
  }
  return parsed;
}

function resolveSetting(field: AuthenticationField, sent: string | undefined, previous: Settings | undefined): string {
  const value = sent?.trim() ?? "";
  const isBlank = value === "" || value === SECRET_MASK;
  if (field.type === "password") return isBlank ? (previous?.secrets[field.key] ?? "") : value;
  return value === "" ? (field.defaultValue ?? "") : value;
}

/** What is wrong with a value; an empty one was not entered. */
export function fieldProblem(field: AuthenticationField, value: string): string | undefined {
  if (value === "") return field.required === true ? "Required" : undefined;
  if (value.length > CHARACTERS_MAX) return `At most ${CHARACTERS_MAX} characters`;
  if (field.options !== undefined && !field.options.some((option) => option.value === value)) {
    return `One of ${field.options.map((option) => option.value).join(", ")}`;
  }
  if (field.type === "password" && !/^[\x20-\x7e]+$/.test(value)) return NOT_SENDABLE;
  if (field.pattern === undefined || new RegExp(field.pattern).test(value)) return undefined;
  return field.patternMessage ?? "Invalid format";
}

/** A header carries nothing else. */
const NOT_SENDABLE = "Contains characters that are not part of an API key: copy it again";

/** Settings that name a host: a stored secret is never sent to another one. */
function isElsewhere(
  fields: readonly AuthenticationField[],
  metadata: Record<string, string>,
  previous: Settings,
): boolean {
  return fields.some(({ key, validate }) => validate === "url" && metadata[key] !== previous.metadata[key]);
}

function usesStored(input: Record<string, unknown>, secrets: Record<string, string>, previous: Settings): boolean {
  return Object.entries(secrets).some(
    ([key, value]) => value === previous.secrets[key] && (input[key] ?? SECRET_MASK) !== value,
  );
}

function secretsAgain(fields: readonly AuthenticationField[]): ErrorDetail[] {
  return fields
    .filter(({ type }) => type === "password")
    .map(({ key }) => ({ param: `metadata.${key}`, msg: "The URL has changed: enter this again" }));
}
