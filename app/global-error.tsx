"use client";

import { useState } from "react";
import { LanguageContext, useTranslations } from "#components/patterns/language.ts";
import { STANDARD_LOCALE, toLocale } from "#lib/i18n/languages.ts";
import { isLoaded } from "#lib/i18n/namespace.ts";
import { workspaceTexts } from "#lib/i18n/texts/workspace.ts";
import type { TextOptions } from "#lib/i18n/translator.ts";
import "./globals.css";

/** Of the document that this takes the place of. English when texts had to be loaded: that may be what has failed. */
function readLanguage(): TextOptions {
  const lang = typeof document === "undefined" ? "" : document.documentElement.lang;
  const locale = lang === "" ? STANDARD_LOCALE : toLocale(lang, undefined);
  return { locale: isLoaded(workspaceTexts.read(locale.language)) ? locale : STANDARD_LOCALE, phrases: {} };
}

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  const [language] = useState(readLanguage);
  return (
    <LanguageContext value={language}>
      <html lang={language.locale.tag} dir={language.locale.direction}>
        <body>
          <Failure onRetry={retry} />
        </body>
      </html>
    </LanguageContext>
  );
}

function Failure({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations(workspaceTexts);
  return (
    <>
      <title>{t("error.title")}</title>
      <main className="mx-auto max-w-xl px-6 py-12" role="alert">
        <h1 className="text-xl font-semibold">{t("error.title")}</h1>
        <p className="mt-2 text-soft">{t("error.text")}</p>
        <button type="button" className="mt-4 rounded-md border px-3 py-1.5" onClick={onRetry}>
          {t("error.retry")}
        </button>
      </main>
    </>
  );
}
