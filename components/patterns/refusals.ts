import type { refusalsTexts } from "#lib/i18n/texts/refusals.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type Refusals = Partial<Record<number, string>>;
type Translate = TranslateOf<typeof refusalsTexts>;

/** Why a retry was refused, by HTTP status; nothing is queued in any of these cases. */
export function retryRefusals(t: Translate): Refusals {
  return { 409: t("retry.409"), 422: t("retry.422"), 425: t("retry.425") };
}

export function cancelRefusals(t: Translate): Refusals {
  return { 409: t("cancel.409") };
}

export function cancelEventRefusals(t: Translate): Refusals {
  return { 409: t("cancel-event.409") };
}
