import type { ErrorDetail } from "#lib/contracts/errors.ts";
import type { AuthenticationField } from "#lib/contracts/integrations.ts";
import { fieldProblem } from "#lib/server/providers/kit/api-key-settings.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { OAuthOptions } from "./endpoints.ts";

/** What must be chosen before consent, checked by the descriptor's fields; `previous` is kept where nothing is sent. */
export function parseOptions(
  fields: readonly AuthenticationField[],
  sent: OAuthOptions = {},
  previous: OAuthOptions = {},
): OAuthOptions {
  const values: Record<string, string> = {};
  const problems: ErrorDetail[] = [];
  for (const field of fields) {
    if (!isAsked(field, values)) continue;
    const value = sent[field.key]?.trim() || previous[field.key] || field.defaultValue || "";
    const msg = fieldProblem(field, value);
    if (msg !== undefined) problems.push({ param: `options.${field.key}`, msg });
    if (value !== "") values[field.key] = value;
  }
  if (problems.length > 0) throw new AppError("bad_request", "Validation failed", { data: problems });
  return values;
}

/** A field that depends on another one comes after it. */
function isAsked({ dependsOn }: AuthenticationField, values: OAuthOptions): boolean {
  if (dependsOn === undefined) return true;
  return [dependsOn.value].flat().includes(values[dependsOn.field] ?? "");
}
