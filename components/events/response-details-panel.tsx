"use client";

import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { ExchangeView } from "#components/patterns/exchange-view.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ruleEventQueries } from "#lib/client/rule-events.ts";
import { useSession } from "#lib/client/session.ts";
import type { Attempt } from "#lib/contracts/attempts.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";

export function ResponseDetailsPanel({ attempt }: { attempt: Attempt }) {
  const t = useTranslations(eventTexts);
  const { workspaceId } = useSession();
  const ref = { eventId: attempt.event_id, ruleId: attempt.rule };
  const details = useQuery(ruleEventQueries.responseDetails(workspaceId, ref, attempt.id));
  if (details.isPending) return <DetailsSkeleton />;
  if (details.isLoadingError) {
    return (
      <ErrorState
        className="mt-2"
        title={t("attempt.details.failed")}
        error={details.error}
        onRetry={() => void details.refetch()}
      />
    );
  }
  return <ExchangeView details={details.data} />;
}

function DetailsSkeleton() {
  return (
    <div aria-busy className="mt-2 space-y-3 rounded-md border p-3">
      <Skeleton className="w-1/3" />
      <Skeleton className="w-full" />
      <Skeleton className="w-2/3" />
    </div>
  );
}
