import { readPath } from "../mappings/read-path.ts";
import { textOf } from "./text-of.ts";

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * Fills `{{path}}` from the payload root. A path that leads nowhere renders empty, objects render as JSON. `escape`
 * makes a value safe for the medium; the template's own text is the rule's author's and stays as it is.
 */
export function renderTemplate(
  template: string,
  payload: Readonly<Record<string, unknown>>,
  escape: (value: string) => string,
): string {
  return template.replaceAll(PLACEHOLDER, (_, path: string) => escape(textOf(readPath(payload, path))));
}
