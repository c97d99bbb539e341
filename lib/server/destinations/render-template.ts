import { readPath } from "../mappings/read-path.ts";
import { refused, type Loaded } from "./fault.ts";
import { textOf } from "./text-of.ts";

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;
/** Several times a payload; a template that repeats a large value thousands of times would take all memory. */
const CHARACTERS_MAX = 1_000_000;

/**
 * Fills `{{path}}` from the payload root. A path that leads nowhere renders empty, objects render as JSON. `escape`
 * makes a value safe for the medium, knowing what stands before it; the template's own text is the rule's author's and
 * stays as it is.
 */
export function renderTemplate(
  template: string,
  payload: Readonly<Record<string, unknown>>,
  escape: (value: string, before: string) => string,
): Loaded<string> {
  let rendered = "";
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    rendered += template.slice(end, match.index);
    rendered += escape(textOf(readPath(payload, match[1] ?? "")), rendered);
    if (rendered.length > CHARACTERS_MAX) return refused("mapping", TOO_LONG);
    end = match.index + match[0].length;
  }
  return { ok: true, value: rendered + template.slice(end) };
}

const TOO_LONG = "The template renders to more than 1,000,000 characters";
