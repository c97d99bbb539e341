import { llmsIndex } from "#lib/docs/llms-text.ts";
import { markdownAnswer } from "#lib/docs/markdown-answer.ts";

export function GET(): Response {
  return markdownAnswer(llmsIndex());
}
