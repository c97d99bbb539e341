"use client";

import type { RowResult } from "#components/mappings/use-mapping-preview.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

const CHARACTERS_MAX = 300;

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > CHARACTERS_MAX ? `${text.slice(0, CHARACTERS_MAX)}…` : text;
}

/** What the row gives for the chosen event, or why it gives nothing. */
export function RowResultNote({ result, name }: { result: RowResult | undefined; name: string }) {
  const t = useTranslations(mappingsTexts);
  if (!result) return null;
  if (result.problem !== undefined) {
    return (
      <p className="rounded-md bg-muted px-3 py-2 text-xs text-warning">
        {t.rich("result.none", {
          label: (inside) => <span className="font-medium">{inside}</span>,
          reason: result.problem,
        })}
      </p>
    );
  }
  return (
    <p className="rounded-md bg-muted px-3 py-2 text-xs">
      {t.rich("result", {
        label: (inside) => <span className="text-soft">{inside}</span>,
        value: () => (
          <output aria-label={t("result.label", { field: name })} dir="auto" className="font-mono break-all">
            {result.value === "" ? t("result.empty") : shown(result.value)}
          </output>
        ),
      })}
    </p>
  );
}
