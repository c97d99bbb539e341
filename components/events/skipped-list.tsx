"use client";

import { skipTexts } from "#components/events/retry-words.ts";
import { useTranslations } from "#components/patterns/language.ts";
import type { RetryPreview } from "#lib/contracts/retries.ts";
import { retriesTexts } from "#lib/i18n/texts/retries.ts";

/** What a bulk retry leaves out, and why. */
export function SkippedList({ of }: { of: Pick<RetryPreview, "skipped" | "skip_reasons"> }) {
  const t = useTranslations(retriesTexts);
  if (of.skipped === 0) return null;
  return (
    <div className="text-soft">
      <p>{t("skipped.title", { count: of.skipped })}</p>
      <ul className="list-disc ps-5">
        {skipTexts(of, t).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
