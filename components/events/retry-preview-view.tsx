"use client";

import { useQuery } from "@tanstack/react-query";
import { RetryFilterFacts } from "#components/events/retry-filter-facts.tsx";
import { isWorthStarting, previewSentence, startLabel } from "#components/events/retry-words.ts";
import { SkippedList } from "#components/events/skipped-list.tsx";
import { WriteResult } from "#components/events/write-result.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { useSingleWrite } from "#components/patterns/use-single-flight.ts";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { retryQueries, useStartRetry } from "#lib/client/retries.ts";
import { useSession } from "#lib/client/session.ts";
import type { RetryFilter } from "#lib/contracts/retries.ts";
import { retriesTexts } from "#lib/i18n/texts/retries.ts";

type RetryPreviewViewProps = { filter: RetryFilter; onShow: (retryId: string) => void; onClose: () => void };

export function RetryPreviewView({ filter, onShow, onClose }: RetryPreviewViewProps) {
  const t = useTranslations(retriesTexts);
  const { workspaceId, isEnded } = useSession();
  const preview = useQuery(retryQueries.preview(workspaceId, filter));
  const latest = useQuery(retryQueries.latest(workspaceId));
  const start = useStartRetry(workspaceId);
  const startOnce = useSingleWrite(start.mutateAsync);
  if (preview.isPending) return <PreviewSkeleton />;
  if (preview.isLoadingError) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  const running = latest.data?.status === "running" ? latest.data.id : undefined;
  const isBlocked = isEnded || preview.isPlaceholderData || !isWorthStarting(preview.data) || running !== undefined;
  return (
    <>
      <p role="status" className="font-medium">
        {previewSentence(preview.data, t)}
      </p>
      <RetryFilterFacts filter={preview.data.filter} />
      <SkippedList of={preview.data} />
      <p className="text-soft">{t("preview.effect")}</p>
      {running === undefined ? null : <RunningNote onShow={() => onShow(running)} />}
      <WriteResult error={start.error} refusals={{ 409: t("start.refused") }} success={undefined} />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          disabled={isBlocked || start.isPending}
          onClick={() => void startOnce(preview.data.filter, { onSuccess: ({ id }) => onShow(id) })}
        >
          {start.isPending ? <Spinner /> : null}
          <span>{startLabel(preview.data, t)}</span>
        </Button>
        <Button onClick={onClose}>{t("start.not-now")}</Button>
      </div>
    </>
  );
}

function RunningNote({ onShow }: { onShow: () => void }) {
  const t = useTranslations(retriesTexts);
  return (
    <p className="flex flex-wrap items-center gap-2">
      <span>{t("preview.running")}</span>
      <Button size="sm" onClick={onShow}>
        {t("preview.running.show")}
      </Button>
    </p>
  );
}

function PreviewSkeleton() {
  const t = useTranslations(retriesTexts);
  return (
    <>
      <p role="status" className="sr-only">
        {t("preview.counting")}
      </p>
      <Skeleton className="w-1/2" />
      <Skeleton className="h-8 w-32" />
    </>
  );
}
