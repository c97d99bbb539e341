import type { ReactNode } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { embeddingTexts } from "#lib/i18n/texts/embedding.ts";

const code = (inside: ReactNode) => <code dir="ltr">{inside}</code>;

const origins = (inside: ReactNode) => (
  <code dir="ltr" className="break-all">
    {inside}
  </code>
);

/** For developers whose page does not answer. */
export function NoTokenHelp({ allowedOrigins }: { allowedOrigins: readonly string[] }) {
  const t = useTranslations(embeddingTexts);
  return (
    <Alert tone="warning" role="alert" className="mb-4">
      <p className="font-semibold">{t("token.title")}</p>
      <p className="mt-1">{t("token.text")}</p>
      <ul className="mt-1 list-disc space-y-1 ps-5">
        <li>{t.rich("token.unanswered", { code })}</li>
        <li>
          {t.rich(allowedOrigins.length > 0 ? "token.otherOrigin" : "token.noOrigin", {
            code,
            origins,
            list: allowedOrigins.join(", "),
          })}
        </li>
        <li>{t.rich("token.otherWindow", { code })}</li>
      </ul>
    </Alert>
  );
}
