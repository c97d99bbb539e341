"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { DetailsSkeleton } from "#components/events/details-skeleton.tsx";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { lazily } from "#components/patterns/lazily.tsx";
import { Select } from "#components/ui/select.tsx";
import { ruleEventQueries } from "#lib/client/rule-events.ts";
import { useSession } from "#lib/client/session.ts";
import type { Attempt, ResponseDetails } from "#lib/contracts/attempts.ts";
import { compareTexts } from "#lib/i18n/texts/compare.ts";

type AttemptCompareProps = { attempt: Attempt; request: ResponseDetails["request"]; others: readonly Attempt[] };

/** Sets the request of an attempt against that of another one of the same delivery. */
export function AttemptCompare({ attempt, request, others }: AttemptCompareProps) {
  const t = useTranslations(compareTexts);
  const id = useId();
  const [chosen, choose] = useState("");
  const other = others.find((one) => one.id === chosen);
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={id} className="text-xs font-semibold">
          {t("choose")}
        </label>
        <Select id={id} className="max-w-48 text-sm" value={chosen} onChange={(event) => choose(event.target.value)}>
          <option value="">{t("none")}</option>
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {t("attempt", { number: one.attempt_number })}
            </option>
          ))}
        </Select>
      </div>
      {other === undefined ? null : <Comparison key={other.id} attempt={attempt} request={request} other={other} />}
    </div>
  );
}

type ComparisonProps = Omit<AttemptCompareProps, "others"> & { other: Attempt };

function Comparison({ attempt, request, other }: ComparisonProps) {
  const t = useTranslations(compareTexts);
  const { workspaceId } = useSession();
  const details = useQuery(ruleEventQueries.responseDetails(workspaceId, other));
  if (details.isPending) return <DetailsSkeleton />;
  if (details.isLoadingError) return <ErrorNote title={t("failed")} error={details.error} />;
  const pair = [
    { number: attempt.attempt_number, request },
    { number: other.attempt_number, request: details.data.request },
  ].toSorted((a, b) => a.number - b.number);
  const [from, to] = pair;
  if (from === undefined || to === undefined) return null;
  const label = t("label", { from: from.number, to: to.number });
  return <LazyDiff before={from.request} after={to.request} label={label} />;
}

type DiffProps = { before: ResponseDetails["request"]; after: ResponseDetails["request"]; label: string };

const LazyDiff = lazily<DiffProps>(
  async () => (await import("#components/events/request-diff-view.tsx")).RequestDiffView,
  DetailsSkeleton,
);
