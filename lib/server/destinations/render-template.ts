import { renderText } from "../../contracts/render-text.ts";
import { refused, type Loaded } from "./fault.ts";

/** Several times a payload; a template that repeats a large value thousands of times would take all memory. */
const CHARACTERS_MAX = 1_000_000;

/** Fills a template for a delivery, each value escaped for the medium. */
export function renderTemplate(
  template: string,
  payload: Readonly<Record<string, unknown>>,
  escape: (value: string, before: string) => string,
): Loaded<string> {
  const text = renderText(template, payload, escape, CHARACTERS_MAX);
  return text === undefined ? refused("mapping", TOO_LONG) : { ok: true, value: text };
}

const TOO_LONG = "The template renders to more than 1,000,000 characters";
