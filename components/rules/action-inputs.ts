import type { FormProblem } from "#components/patterns/problems-resolver.ts";
import type { RuleForm } from "#components/rules/rule-form-values.ts";
import type { ActionInput, IntegrationAction } from "#lib/contracts/integrations.ts";
import type { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type FieldInput = Extract<ActionInput, { kind: "field" }>;
type Translate = TranslateOf<typeof ruleFormTexts>;

/** The keys of a rule's metadata that its action's inputs fill. */
export function inputKeys(action: IntegrationAction | undefined): string[] {
  return (action?.data ?? []).flatMap((input) =>
    input.kind === "advanced" ? [input.field, input.options.field] : [input.field],
  );
}

export function defaultInputs(action: IntegrationAction | undefined): Record<string, string> {
  return Object.fromEntries(
    (action?.data ?? []).flatMap((input) =>
      input.kind === "field" && input.defaultValue !== undefined ? [[input.field, input.defaultValue]] : [],
    ),
  );
}

/** A text with values of the payload in it. */
export function isTemplate({ type, field, description = "" }: FieldInput): boolean {
  return type === "textarea" || (type === "text" && (description.includes("{{") || field === "title"));
}

/** The same as the server checks, so that a person hears of it before. */
export function inputProblems(
  action: IntegrationAction | undefined,
  form: RuleForm,
  t: Translate,
): FormProblem<RuleForm>[] {
  return (action?.data ?? []).flatMap((input) => {
    const isRequired = input.required === true;
    const missing = (key: string) => isRequired && (form.inputs[key] ?? "").trim() === "";
    if (input.kind === "advanced") {
      const { field, options } = input;
      return [field, options.field]
        .filter(missing)
        .map((key) => ({ path: `inputs.${key}` as const, message: t("problem.choice") }));
    }
    const path = `inputs.${input.field}` as const;
    if (missing(input.field))
      return [{ path, message: t(input.kind === "field" ? "problem.empty" : "problem.choice") }];
    const message = input.kind === "field" ? formProblem(input, form.inputs[input.field] ?? "", t) : undefined;
    return message === undefined ? [] : [{ path, message }];
  });
}

function formProblem({ regex, regexMessage }: FieldInput, value: string, t: Translate): string | undefined {
  if (value === "" || regex === undefined || new RegExp(regex).test(value)) return undefined;
  return regexMessage ?? t("problem.format");
}
