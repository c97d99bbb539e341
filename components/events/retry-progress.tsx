"use client";

import { useQuery } from "@tanstack/react-query";
import { RetryFilterFacts } from "#components/events/retry-filter-facts.tsx";
import { outcomeSentence, statusSentence } from "#components/events/retry-words.ts";
import { SkippedList } from "#components/events/skipped-list.tsx";
import { WriteResult } from "#components/events/write-result.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { StaleNote } from "#components/patterns/stale-note.tsx";
import { useSingleWrite } from "#components/patterns/use-single-flight.ts";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { retryQueries, useCancelRetry } from "#lib/client/retries.ts";
import { useSession } from "#lib/client/session.ts";
import type { Retry } from "#lib/contracts/retries.ts";
import { retriesTexts } from "#lib/i18n/texts/retries.ts";

export function RetryProgress({ retryId }: { retryId: string }) {
  const t = useTranslations(retriesTexts);
  const formats = useFormats();
  const { workspaceId } = useSession();
  const retry = useQuery(retryQueries.detail(workspaceId, retryId));
  if (retry.isPending) return <Skeleton className="w-1/2" />;
  if (retry.isLoadingError) return <ErrorState error={retry.error} onRetry={() => void retry.refetch()} />;
  return (
    <>
      <StaleNote isShown={retry.isRefetchError} />
      <p role="status" className="font-medium">
        {statusSentence(retry.data, t)}
      </p>
      <Bar retry={retry.data} />
      <p className="text-soft empty:hidden">{outcomeSentence(retry.data, formats, t)}</p>
      <RetryFilterFacts filter={retry.data.filter} />
      <SkippedList of={retry.data} />
      <StopRetry retry={retry.data} />
    </>
  );
}

/** Without a value where the end is not known: there are more than were counted. */
function Bar({ retry }: { retry: Retry }) {
  const t = useTranslations(retriesTexts);
  if (retry.status !== "running") return null;
  const counted = retry.is_exact ? { value: retry.retried + retry.skipped, max: Math.max(1, retry.matching) } : {};
  return <progress aria-label={t("progress.label")} className="h-2 w-full accent-brand" {...counted} />;
}

function StopRetry({ retry }: { retry: Retry }) {
  const t = useTranslations(retriesTexts);
  const { workspaceId, isEnded } = useSession();
  const cancel = useCancelRetry(workspaceId);
  const stop = useSingleWrite(cancel.mutateAsync);
  return (
    <>
      <WriteResult error={cancel.error} refusals={{ 409: t("progress.stop.refused") }} success={undefined} />
      {retry.status === "running" ? (
        <Button disabled={isEnded || cancel.isPending} onClick={() => void stop(retry.id)}>
          {cancel.isPending ? <Spinner /> : null}
          <span>{t("progress.stop")}</span>
        </Button>
      ) : null}
    </>
  );
}
