import { asText } from "#lib/contracts/render-text.ts";

/** A value as text, for fields that take several choices as one text: those are joined. */
export function joinedText(value: unknown, separator: string): string {
  return Array.isArray(value) ? value.map(asText).join(separator) : asText(value);
}
