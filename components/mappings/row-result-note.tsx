"use client";

import type { RowResult } from "#components/mappings/use-mapping-preview.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { cn } from "#components/ui/cn.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

const CHARACTERS_MAX = 300;

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > CHARACTERS_MAX ? `${text.slice(0, CHARACTERS_MAX)}…` : text;
}

/** What the row gives for the chosen event, or why it gives nothing. It has its place before there is an answer. */
export function RowResultNote({ result, name }: { result: RowResult | undefined; name: string }) {
  const t = useTranslations(mappingsTexts);
  return (
    <p
      aria-busy={result?.isOld}
      className={cn(
        "rounded-md bg-muted px-3 py-2 text-xs",
        result?.problem !== undefined && "text-warning",
        result?.isOld && "opacity-60",
      )}
    >
      {result?.problem === undefined
        ? t.rich("result", {
            label: (inside) => <span className="text-soft">{inside}</span>,
            value: () => <Value result={result} label={t("result.label", { field: name })} />,
          })
        : t.rich("result.none", {
            label: (inside) => <span className="font-medium">{inside}</span>,
            reason: result.problem,
          })}
    </p>
  );
}

function Value({ result, label }: { result: RowResult | undefined; label: string }) {
  const t = useTranslations(mappingsTexts);
  if (result === undefined) return <span className="font-mono">…</span>;
  return (
    <output aria-label={label} dir="auto" className="font-mono break-all">
      {result.value === "" ? t("result.empty") : shown(result.value)}
    </output>
  );
}
