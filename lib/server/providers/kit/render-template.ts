import { renderText, type Escape } from "#lib/contracts/render-text.ts";
import type { WorkBudget } from "#lib/server/runtime/work-budget.ts";
import { refused, type Loaded } from "./fault.ts";

/** Several times a payload; a template that repeats a large value thousands of times would take all memory. */
const CHARACTERS_MAX = 1_000_000;

/** Fills a template for a delivery, each value escaped for the medium, within what the delivery may still work on. */
export function renderTemplate(
  template: string,
  payload: Readonly<Record<string, unknown>>,
  escape: Escape,
  budget: WorkBudget,
): Loaded<string> {
  const text = budget.run((spend) => renderText(template, payload, escape, { charactersMax: CHARACTERS_MAX, spend }));
  return text === undefined ? refused("mapping", TOO_LONG) : { ok: true, value: text };
}

const TOO_LONG =
  "The template renders to more than 1,000,000 characters, or its values are too large to fill in: use fewer or smaller values";
