"use client";

import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { useNow } from "#components/patterns/use-now.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";

const STEP_MS = 1000;

/** "in 4 s"; a moment that has passed is "any moment now", because the worker and not this clock decides. */
export function Countdown({ to }: { to: string }) {
  const t = useTranslations(commonTexts);
  const formats = useFormats();
  const remaining = Date.parse(to) - useNow(STEP_MS);
  return (
    <time dateTime={to} title={formats.absolute(to)} className="tabular-nums">
      {remaining > 0 ? t("countdown.left", { duration: formats.remaining(remaining) }) : t("countdown.over")}
    </time>
  );
}
