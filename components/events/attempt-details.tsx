"use client";

import { useQuery } from "@tanstack/react-query";
import { AttemptCompare } from "#components/events/attempt-compare.tsx";
import { AttemptTiming } from "#components/events/attempt-timing.tsx";
import { DetailsSkeleton } from "#components/events/details-skeleton.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { ExchangeView } from "#components/patterns/exchange-view.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { ApiError } from "#lib/client/api-error.ts";
import { ruleEventQueries } from "#lib/client/rule-events.ts";
import { useSession } from "#lib/client/session.ts";
import type { Attempt } from "#lib/contracts/attempts.ts";
import { attemptTexts } from "#lib/i18n/texts/attempt.ts";

export type AttemptDetailsProps = {
  attempt: Attempt;
  /** The other attempts of its delivery. */
  others: readonly Attempt[];
};

/** Everything that is known of one attempt. */
export function AttemptDetails({ attempt, others }: AttemptDetailsProps) {
  return (
    <div className="mt-2 space-y-2">
      <AttemptTiming attempt={attempt} />
      <Exchange attempt={attempt} others={others} />
    </div>
  );
}

function Exchange({ attempt, others }: AttemptDetailsProps) {
  const t = useTranslations(attemptTexts);
  const { workspaceId } = useSession();
  const details = useQuery(ruleEventQueries.responseDetails(workspaceId, attempt));
  if (details.isPending) return <DetailsSkeleton />;
  if (details.error instanceof ApiError && details.error.status === 404) {
    return <p className="text-soft">{t(isWithoutRequest(attempt) ? "details.no-request" : "details.not-kept")}</p>;
  }
  if (details.isLoadingError) {
    return <ErrorState title={t("details.failed")} error={details.error} onRetry={() => void details.refetch()} />;
  }
  return (
    <>
      <ExchangeView details={details.data} />
      {others.length === 0 ? null : <AttemptCompare attempt={attempt} request={details.data.request} others={others} />}
    </>
  );
}

function isWithoutRequest({ progress, timings }: Attempt): boolean {
  return progress === "not_sent" && timings === undefined;
}
