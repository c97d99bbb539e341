import { textOf } from "../../../contracts/render-text.ts";

/** Resend takes texts and numbers for properties and variables; everything else goes as text. */
export function scalarsOf(values: Readonly<Record<string, unknown>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === "number" ? value : textOf(value)]),
  );
}
