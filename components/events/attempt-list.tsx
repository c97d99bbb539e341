"use client";

import { useQuery } from "@tanstack/react-query";
import { AttemptRow } from "#components/events/attempt-row.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ruleEventQueries } from "#lib/client/rule-events.ts";
import { useSession } from "#lib/client/session.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";

export function AttemptList({ ruleEvent }: { ruleEvent: RuleEvent }) {
  const t = useTranslations(eventTexts);
  const { workspaceId } = useSession();
  const count = ruleEvent.attempt_count;
  const attempts = useQuery(ruleEventQueries.attempts(workspaceId, ruleEvent));
  if (count === 0) return <NoAttempt isOver={ruleEvent.status === "canceled" || ruleEvent.status === "failed"} />;
  if (attempts.isPending) return <AttemptsSkeleton count={count} />;
  if (attempts.isLoadingError) {
    return (
      <ErrorState
        className="rounded-none border-0 border-t"
        title={t("attempts.failed")}
        error={attempts.error}
        onRetry={() => void attempts.refetch()}
      />
    );
  }
  return (
    <ol aria-label={t("attempts.label")} className="divide-y border-t">
      {attempts.data.records.map((attempt) => (
        <AttemptRow
          key={attempt.id}
          attempt={attempt}
          others={attempts.data.records.filter(({ id }) => id !== attempt.id)}
        />
      ))}
    </ol>
  );
}

function NoAttempt({ isOver }: { isOver: boolean }) {
  const t = useTranslations(eventTexts);
  return <p className="border-t px-3 py-2 text-sm text-soft">{isOver ? t("attempts.none") : t("attempts.none-yet")}</p>;
}

function AttemptsSkeleton({ count }: { count: number }) {
  return (
    <div aria-busy className="divide-y border-t">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="flex h-10 items-center px-3">
          <Skeleton className="w-2/3" />
        </div>
      ))}
    </div>
  );
}
