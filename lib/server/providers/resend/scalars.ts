import { isNumber, type ExactNumber } from "#lib/contracts/exact-json.ts";
import { asText } from "#lib/contracts/render-text.ts";

/** Resend takes texts and numbers for properties and variables; everything else goes as text. */
export function toScalars(values: Readonly<Record<string, unknown>>): Record<string, string | number | ExactNumber> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, isNumber(value) ? value : asText(value)]),
  );
}
