"use client";

import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { commonTexts } from "#lib/i18n/texts/common.ts";

/** Said above data that could not be renewed: what is shown is true, but may be old. */
export function StaleNote({ isShown }: { isShown: boolean }) {
  const t = useTranslations(commonTexts);
  if (!isShown) return null;
  return (
    <Alert tone="warning" role="status" className="mb-3">
      {t("stale")}
    </Alert>
  );
}
