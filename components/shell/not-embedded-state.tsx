import { useTranslations } from "#components/patterns/language.ts";
import { embeddingTexts } from "#lib/i18n/texts/embedding.ts";

export function NotEmbeddedState() {
  const t = useTranslations(embeddingTexts);
  return (
    <div data-slot="not-embedded-state" className="rounded-lg border px-4 py-6 text-center">
      <h1 className="font-medium">{t("outside.title")}</h1>
      <p className="mt-1 text-sm text-soft">{t("outside.text")}</p>
    </div>
  );
}
