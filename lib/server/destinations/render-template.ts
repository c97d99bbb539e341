import { readPath } from "../mappings/read-path.ts";
import { textOf } from "./text-of.ts";

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * Fills `{{path}}` from the payload root. A path that leads nowhere renders empty, objects render as JSON. `escape`
 * makes a value safe for the medium, knowing what stands before it; the template's own text is the rule's author's and
 * stays as it is.
 */
export function renderTemplate(
  template: string,
  payload: Readonly<Record<string, unknown>>,
  escape: (value: string, before: string) => string,
): string {
  let rendered = "";
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    rendered += template.slice(end, match.index);
    rendered += escape(textOf(readPath(payload, match[1] ?? "")), rendered);
    end = match.index + match[0].length;
  }
  return rendered + template.slice(end);
}
