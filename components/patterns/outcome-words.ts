import type { OutcomeCode } from "#lib/contracts/attempts.ts";
import type { ProblemCode } from "#lib/contracts/problems.ts";
import type { commonTexts } from "#lib/i18n/texts/common.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type Code = OutcomeCode | ProblemCode;

/** What went wrong: "The destination had an internal error (HTTP 500)" */
export function outcomeWords(code: Code, common: TranslateOf<typeof commonTexts>, status?: number): string {
  const words = code === "connection_inactive" ? common("problem.inactive") : common(`outcome.${code}`);
  return status === undefined ? words : `${words} (HTTP ${status})`;
}
