"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { AttentionRow } from "#components/dashboard/attention-row.tsx";
import { BrokenRuleRow } from "#components/dashboard/broken-rule-row.tsx";
import { RANGE_UNITS } from "#components/dashboard/range-words.ts";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { Card, CardHeader, CardTitle } from "#components/ui/card.tsx";
import type { AttentionItem, BrokenRule } from "#lib/contracts/metrics.ts";
import type { TimeRange } from "#lib/contracts/time-range.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

/** Inactive connections first, because everything for them waits; then failures, then what may still succeed. */
function byUrgency(a: AttentionItem, b: AttentionItem): number {
  const inactive = Number(b.inactive_reason !== undefined) - Number(a.inactive_reason !== undefined);
  return inactive || b.failed - a.failed || b.retrying - a.retrying;
}

type AttentionListProps = {
  items: readonly AttentionItem[];
  brokenRules: readonly BrokenRule[];
  /** What the counts are about. */
  range: TimeRange;
};

export function AttentionList({ items, brokenRules, range }: AttentionListProps) {
  const t = useTranslations(dashboardTexts);
  const formats = useFormats();
  if (items.length + brokenRules.length === 0) return <AllWell range={range} />;
  const counts = [
    items.length > 0 ? t("attention.connections", { count: items.length }) : "",
    brokenRules.length > 0 ? t("attention.rules", { count: brokenRules.length }) : "",
  ].filter(Boolean);
  return (
    <Card aria-labelledby="attention-title">
      <CardHeader>
        <CardTitle id="attention-title">{t("attention.title")}</CardTitle>
        <span className="text-xs text-soft">{formats.list(counts)}</span>
      </CardHeader>
      <ul className="divide-y">
        {items.toSorted(byUrgency).map((item) => (
          <AttentionRow key={item.connection} item={item} range={range} />
        ))}
        {brokenRules.map((rule) => (
          <BrokenRuleRow key={rule.rule} rule={rule} />
        ))}
      </ul>
    </Card>
  );
}

const ALL_WELL_TAGS = {
  strong: (inside: ReactNode) => <strong className="font-semibold">{inside}</strong>,
  soft: (inside: ReactNode) => <span className="text-soft">{inside}</span>,
};

function AllWell({ range }: { range: TimeRange }) {
  const t = useTranslations(dashboardTexts);
  return (
    <Card aria-label={t("attention.title")} className="flex items-center gap-2.5 px-4 py-3">
      <CircleCheck aria-hidden className="size-5 shrink-0 text-success" />
      <p>{t.rich("attention.none", { ...ALL_WELL_TAGS, range: RANGE_UNITS[range] })}</p>
    </Card>
  );
}
