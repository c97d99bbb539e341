import type { WorkBudget } from "#lib/server/runtime/work-budget.ts";
import type { Loaded } from "../kit/fault.ts";
import { renderTemplate } from "../kit/render-template.ts";
import { escapeCode, escapeText } from "./escape-text.ts";
import { EMBEDS_CHARACTERS_MAX } from "./fit-embed.ts";

/** What the template's author put between backticks: a block, or a part of a line. */
const CODE = /((?<!\\)```[^]*?```|(?<!\\)`[^`\n]+`)/;

/** A template with its values, each escaped for where it stands. Ends where no more could be shown. */
export function renderMarkdown(
  template: string,
  payload: Readonly<Record<string, unknown>>,
  budget: WorkBudget,
): Loaded<string> {
  let text = "";
  for (const [index, part] of template.split(CODE).entries()) {
    const rendered = renderTemplate(part, payload, index % 2 === 1 ? escapeCode : escapeText, budget);
    if (!rendered.ok) return rendered;
    text += rendered.value;
    if (text.length > EMBEDS_CHARACTERS_MAX) break;
  }
  return { ok: true, value: text };
}
