"use client";

import { useQuery } from "@tanstack/react-query";
import { RetryFilterFacts } from "#components/events/retry-filter-facts.tsx";
import { isWorthStarting, previewSentence } from "#components/events/retry-words.ts";
import { SkippedList } from "#components/events/skipped-list.tsx";
import { WriteResult } from "#components/events/write-result.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useSingleWrite } from "#components/patterns/use-single-flight.ts";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { retryQueries, useStartRetry } from "#lib/client/retries.ts";
import { useSession } from "#lib/client/session.ts";
import type { RetryFilter, RetryPreview } from "#lib/contracts/retries.ts";
import { formatNumber } from "#lib/format/numbers.ts";

const REFUSALS = { 409: "Not started: another bulk retry is already running in this workspace." };

type RetryPreviewViewProps = { filter: RetryFilter; onShow: (retryId: string) => void; onClose: () => void };

export function RetryPreviewView({ filter, onShow, onClose }: RetryPreviewViewProps) {
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
        {previewSentence(preview.data)}
      </p>
      <RetryFilterFacts filter={preview.data.filter} />
      <SkippedList of={preview.data} />
      <p className="text-soft">
        Each one starts its full retry schedule again. Deliveries that already succeeded, or that fail from now on, are
        not affected.
      </p>
      {running === undefined ? null : <RunningNote onShow={() => onShow(running)} />}
      <WriteResult error={start.error} refusals={REFUSALS} success={undefined} />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          disabled={isBlocked || start.isPending}
          onClick={() => void startOnce(preview.data.filter, { onSuccess: ({ id }) => onShow(id) })}
        >
          {start.isPending ? <Spinner /> : null}
          <span>{startLabel(preview.data)}</span>
        </Button>
        <Button onClick={onClose}>Not now</Button>
      </div>
    </>
  );
}

function startLabel({ retryable, is_exact: isExact }: RetryPreview): string {
  return isExact && retryable > 0 ? `Retry ${formatNumber(retryable)} now` : "Retry all now";
}

function RunningNote({ onShow }: { onShow: () => void }) {
  return (
    <p className="flex flex-wrap items-center gap-2">
      <span>A bulk retry is running in this workspace.</span>
      <Button size="sm" onClick={onShow}>
        Show it
      </Button>
    </p>
  );
}

function PreviewSkeleton() {
  return (
    <>
      <p role="status" className="sr-only">
        Counting deliveries
      </p>
      <Skeleton className="w-1/2" />
      <Skeleton className="h-8 w-32" />
    </>
  );
}
