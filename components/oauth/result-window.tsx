"use client";

import type { ReactNode } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { authorizedTexts } from "#lib/i18n/texts/authorized.ts";

/** The top-level window in which somebody has been at a provider. */
export function ResultWindow({ children }: { children: ReactNode }) {
  const t = useTranslations(authorizedTexts);
  return (
    <>
      <title>{t("window")}</title>
      <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-4 py-8" data-slot="oauth">
        {children}
      </main>
    </>
  );
}
