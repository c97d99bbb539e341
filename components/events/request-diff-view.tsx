"use client";

import { diffRequests, hasChanges, type DiffLine } from "#components/events/request-diff.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { cn } from "#components/ui/cn.ts";
import type { ResponseDetails } from "#lib/contracts/attempts.ts";
import { compareTexts } from "#lib/i18n/texts/compare.ts";

type Request = ResponseDetails["request"];
type RequestDiffViewProps = { before: Request; after: Request; label: string };

/** What changed from one request to the other. */
export function RequestDiffView({ before, after, label }: RequestDiffViewProps) {
  const t = useTranslations(compareTexts);
  const lines = diffRequests(before, after);
  if (lines === undefined) return <p className="text-soft">{t("too-different")}</p>;
  if (!hasChanges(lines)) return <p className="text-soft">{t("same")}</p>;
  return (
    <div
      dir="ltr"
      role="group"
      aria-label={label}
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-md border bg-surface py-1 font-mono text-xs leading-5"
    >
      {lines.map((line, index) => (
        // Lines never change their order.
        <Line key={index} line={line} />
      ))}
    </div>
  );
}

const LOOKS = {
  added: { sign: "+", className: "bg-success-soft text-success" },
  removed: { sign: "−", className: "bg-danger-soft text-danger" },
  same: { sign: " ", className: "text-soft" },
} as const;

function Line({ line }: { line: DiffLine }) {
  const t = useTranslations(compareTexts);
  if (line.kind === "skipped") {
    return <p className="bg-muted px-3 font-sans text-soft">{t("skipped", { count: line.count })}</p>;
  }
  const { sign, className } = LOOKS[line.kind];
  const Text = line.kind === "added" ? "ins" : line.kind === "removed" ? "del" : "span";
  return (
    <div className={cn("grid grid-cols-[1ch_minmax(0,1fr)] gap-x-2 px-3", className)}>
      <span aria-hidden className="select-none">
        {sign}
      </span>
      <Text className="break-all whitespace-pre-wrap no-underline">{line.text}</Text>
    </div>
  );
}
