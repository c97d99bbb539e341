import { textProblem, trimNames, type FormProblem } from "#components/patterns/problems-resolver.ts";
import { inputProblems, inputKeys } from "#components/rules/action-inputs.ts";
import type { RuleForm } from "#components/rules/rule-form-values.ts";
import { EVENT_NAME, RESOURCE_ID } from "#lib/contracts/constants.ts";
import type { IntegrationAction } from "#lib/contracts/integrations.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import type { commonTexts } from "#lib/i18n/texts/common.ts";
import type { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

/** The words of this form, and those that all forms share. */
export type RuleFormWords = { form: TranslateOf<typeof ruleFormTexts>; common: TranslateOf<typeof commonTexts> };

/** The form's rules; the server checks again. */
export function ruleFormProblems(
  form: RuleForm,
  chosen: IntegrationAction | undefined,
  { form: t, common }: RuleFormWords,
): FormProblem<RuleForm>[] {
  const { event, resource, resource_id: id, connection, action } = form;
  const checks: [Exclude<keyof RuleForm, "inputs">, string | undefined | false][] = [
    ["event", textProblem(event, EVENT_NAME, common)],
    ["resource", resource.trim() !== "" && textProblem(resource, EVENT_NAME, common)],
    ["resource", resource.trim() === "" && id.trim() !== "" && t("problem.resource")],
    ["resource_id", id.trim() !== "" && textProblem(id, RESOURCE_ID, common)],
    ["connection", connection === "" && t("problem.connection")],
    ["action", action === "" && t("problem.action")],
  ];
  const own: FormProblem<RuleForm>[] = checks.flatMap(([path, message]) => (message ? [{ path, message }] : []));
  return [...own, ...inputProblems(chosen, form, t)];
}

/** Names of what was chosen, beside the ids, so that lists can say them without asking the provider. */
const NAME_KEYS = ["name", "option"];

function knownKeys(chosen: IntegrationAction | undefined): string[] {
  const isNamed = chosen?.data?.some(({ kind }) => kind !== "field") === true;
  return [...inputKeys(chosen), ...(isNamed ? NAME_KEYS : [])];
}

function buildMetadata({ action, inputs }: RuleForm, chosen: IntegrationAction | undefined) {
  const kept = knownKeys(chosen).filter((key) => (inputs[key] ?? "") !== "");
  return { action, ...Object.fromEntries(kept.map((key) => [key, inputs[key]])) };
}

export function toCreateRule(form: RuleForm, chosen: IntegrationAction | undefined) {
  const { event, resource, resource_id: id, connection } = trimNames(form);
  return {
    event,
    connection,
    metadata: buildMetadata(form, chosen),
    ...(resource ? { resource } : {}),
    ...(id ? { resource_id: id } : {}),
  };
}

/** Keys of the metadata that the form does not know stay as they are. */
export function toPatchRule(form: RuleForm, chosen: IntegrationAction | undefined, rule: Rule) {
  const known = new Set(["action", ...knownKeys(chosen)]);
  const rest = Object.entries(rule.metadata).filter(([key]) => !known.has(key));
  const kept = rule.metadata.action === form.action ? Object.fromEntries(rest) : {};
  const { event, resource, resource_id: id } = trimNames(form);
  return {
    event,
    resource: resource === "" ? null : resource,
    resource_id: id === "" ? null : id,
    metadata: { ...kept, ...buildMetadata(form, chosen) },
  };
}

export function toRuleForm(rule: Rule): RuleForm {
  const texts = Object.entries(rule.metadata).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return {
    event: rule.event,
    resource: rule.resource ?? "",
    resource_id: rule.resource_id ?? "",
    connection: rule.connection,
    action: rule.metadata.action,
    inputs: Object.fromEntries(texts.filter(([key]) => key !== "action")),
  };
}
