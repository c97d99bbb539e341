import { set, type FieldErrors, type FieldPath, type FieldValues, type Resolver } from "react-hook-form";

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

type TextRule = { max: number; pattern: RegExp; message: string };

/** What is wrong with a required text, or undefined. */
export function textProblem(value: string, rule: TextRule): string | undefined {
  if (value === "") return "Must not be empty";
  if (value.length > rule.max) return `At most ${rule.max} characters`;
  return rule.pattern.test(value) ? undefined : rule.message;
}
