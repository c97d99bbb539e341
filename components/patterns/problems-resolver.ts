import { set, type FieldErrors, type FieldPath, type FieldValues, type Resolver } from "react-hook-form";
import { invisibleProblem } from "#lib/contracts/visible-text.ts";
import type { commonTexts } from "#lib/i18n/texts/common.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

export type FormProblem<T extends FieldValues> = { path: FieldPath<T>; message: string };

/** Makes a form's checks from one function that lists what is wrong. Plain code: a validator library would weigh more than the form. */
export function problemsResolver<T extends FieldValues>(problemsOf: (values: T) => FormProblem<T>[]): Resolver<T> {
  return (values) => {
    const problems = problemsOf(values);
    if (problems.length === 0) return { values, errors: {} };
    const errors: FieldErrors<T> = {};
    // The first problem of a field is the one to show.
    for (const { path, message } of problems.toReversed()) set(errors, path, { type: "invalid", message });
    return { values: {}, errors };
  };
}

type TextRule = { max: number; pattern?: RegExp; message?: string };

/** What is wrong with a required text, or undefined. White space around it counts for nothing. */
export function textProblem(typed: string, rule: TextRule, t: TranslateOf<typeof commonTexts>): string | undefined {
  const value = typed.trim();
  if (value === "") return t("field.empty");
  const invisible = invisibleProblem(value);
  if (invisible !== undefined) return invisible;
  if (value.length > rule.max) return t("field.too-long", { max: rule.max });
  return rule.pattern === undefined || rule.pattern.test(value) ? undefined : rule.message;
}

type Names = { event: string; resource: string; resource_id: string };

/** As they are compared: what is typed before or after a name is not part of it. */
export function trimNames<T extends Names>(form: T): T {
  const { event, resource, resource_id: id } = form;
  return { ...form, event: event.trim(), resource: resource.trim(), resource_id: id.trim() };
}
