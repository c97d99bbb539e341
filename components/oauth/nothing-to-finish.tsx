"use client";

import { ResultCard } from "#components/oauth/result-card.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { authorizedTexts } from "#lib/i18n/texts/authorized.ts";

/** For a call-back that belongs to nothing this browser has begun. */
export function NothingToFinish() {
  const t = useTranslations(authorizedTexts);
  return <ResultCard tone="warning" title={t("nothing.title")} text={t("nothing.text")} />;
}
