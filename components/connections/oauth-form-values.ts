import { textFields, isFieldShown } from "#components/connections/connection-fields.ts";
import {
  connectionFormProblems,
  type ConnectionForm,
  type ConnectionFormWords,
} from "#components/connections/connection-form-schema.ts";
import { toFormValues } from "#components/connections/connection-form-values.ts";
import type { FormProblem } from "#components/patterns/problems-resolver.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { CreateOAuthAttempt } from "#lib/contracts/oauth-attempts.ts";

/** The form before consent: what the provider must be told, and a name that may stay empty. */
export function toOAuthForm(integration: Integration): ConnectionForm {
  return { ...toFormValues(integration, undefined), name: "" };
}

export function oauthFormProblems(
  form: ConnectionForm,
  integration: Integration,
  words: ConnectionFormWords,
): FormProblem<ConnectionForm>[] {
  const problems = connectionFormProblems(form, textFields(integration), undefined, words);
  return form.name.trim() === "" ? problems.filter(({ path }) => path !== "name") : problems;
}

export function toAttemptInput(form: ConnectionForm, integration: Integration): CreateOAuthAttempt {
  const name = form.name.trim();
  const options = textFields(integration)
    .filter((field) => isFieldShown(field, form.fields))
    .map(({ key }) => [key, (form.fields[key] ?? "").trim()] as const)
    .filter(([, value]) => value !== "");
  return {
    type: integration.type,
    ...(name === "" ? {} : { name }),
    ...(options.length === 0 ? {} : { options: Object.fromEntries(options) }),
  };
}
