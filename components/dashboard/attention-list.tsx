"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { BrokenRuleRow } from "#components/dashboard/broken-rule-row.tsx";
import { type InactiveConnection, InactiveConnectionRow } from "#components/dashboard/inactive-connection-row.tsx";
import { ProblemRow } from "#components/dashboard/problem-row.tsx";
import { rangeUnit } from "#components/dashboard/range-words.ts";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { Card, CardHeader, CardTitle } from "#components/ui/card.tsx";
import type { Span } from "#lib/client/period.ts";
import type { AttentionItem, BrokenRule } from "#lib/contracts/metrics.ts";
import type { Problem, ProblemsPage } from "#lib/contracts/problems.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";
import { problemsTexts } from "#lib/i18n/texts/problems.ts";

type AttentionListProps = {
  items: readonly AttentionItem[];
  brokenRules: readonly BrokenRule[];
  problems: ProblemsPage;
  /** What the counts are about. */
  span: Span;
};

/** Inactive connections first, because everything for them waits, then rules that can never work, then what fails. */
export function AttentionList({ items, brokenRules, problems, span }: AttentionListProps) {
  const t = useTranslations(dashboardTexts);
  const words = useTranslations(problemsTexts);
  const formats = useFormats();
  const inactive = items.filter(isInactive);
  const failing = problems.records.filter((problem) => !isSaidOf(inactive, problem));
  if (inactive.length + brokenRules.length + failing.length === 0) return <AllWell span={span} />;
  const counts = [
    inactive.length > 0 ? t("attention.connections", { count: inactive.length }) : "",
    brokenRules.length > 0 ? t("attention.rules", { count: brokenRules.length }) : "",
    failing.length > 0 ? words("count", { count: failing.length }) : "",
  ].filter(Boolean);
  return (
    <Card aria-labelledby="attention-title">
      <CardHeader>
        <CardTitle id="attention-title">{t("attention.title")}</CardTitle>
        <span className="text-xs text-soft">{formats.list(counts)}</span>
      </CardHeader>
      <ul className="divide-y">
        {inactive.map((item) => (
          <InactiveConnectionRow key={item.connection} item={item} span={span} />
        ))}
        {brokenRules.map((rule) => (
          <BrokenRuleRow key={rule.rule} rule={rule} />
        ))}
        {failing.map((problem) => (
          <ProblemRow key={problem.id} problem={problem} />
        ))}
      </ul>
      {problems.next_cursor ? <p className="border-t px-4 py-2 text-xs text-soft">{words("more")}</p> : null}
    </Card>
  );
}

function isInactive(item: AttentionItem): item is InactiveConnection {
  return item.inactive_reason !== undefined;
}

/** That deliveries wait for a connection is said where the connection is. */
function isSaidOf(inactive: readonly AttentionItem[], { outcome_code: code, connection }: Problem): boolean {
  return code === "connection_inactive" && inactive.some((item) => item.connection === connection);
}

const ALL_WELL_TAGS = {
  strong: (inside: ReactNode) => <strong className="font-semibold">{inside}</strong>,
  soft: (inside: ReactNode) => <span className="text-soft">{inside}</span>,
};

function AllWell({ span }: { span: Span }) {
  const t = useTranslations(dashboardTexts);
  return (
    <Card aria-label={t("attention.title")} className="flex items-center gap-2.5 px-4 py-3">
      <CircleCheck aria-hidden className="size-5 shrink-0 text-success" />
      <p>{t.rich("attention.none", { ...ALL_WELL_TAGS, range: rangeUnit(span.range) })}</p>
    </Card>
  );
}
