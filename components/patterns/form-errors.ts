import type { FieldPath, FieldValues, UseFormSetError } from "react-hook-form";
import { ApiError } from "#lib/client/api-error.ts";

/** `custom_headers[0].name` as react-hook-form writes it: `custom_headers.0.name`. */
function toFieldPath(param: string): string {
  return param.replaceAll(/\[(\d+)\]/g, ".$1").replace(/^\./, "");
}

type FormErrorOptions<T extends FieldValues> = {
  error: unknown;
  setError: UseFormSetError<T>;
  /** The form's field for a dotted parameter, or undefined when the form has none. */
  fieldOf: (param: string) => FieldPath<T> | undefined;
};

/** Puts the server's complaints at their fields; true when every one of them found its field. */
export function showFieldErrors<T extends FieldValues>({ error, setError, fieldOf }: FormErrorOptions<T>): boolean {
  if (!(error instanceof ApiError) || error.data.length === 0) return false;
  const placed = error.data.map(({ param, msg }) => {
    const field = fieldOf(toFieldPath(param));
    if (field) setError(field, { type: "server", message: msg });
    return field !== undefined;
  });
  return placed.every(Boolean);
}
