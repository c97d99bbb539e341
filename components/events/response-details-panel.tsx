"use client";

import { useQuery } from "@tanstack/react-query";
import { HeaderList } from "#components/events/header-list.tsx";
import { BodyView } from "#components/patterns/body-view.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ruleEventQueries } from "#lib/client/rule-events.ts";
import { useSession } from "#lib/client/session.ts";
import type { Attempt, ResponseDetails } from "#lib/contracts/attempts.ts";

export function ResponseDetailsPanel({ attempt }: { attempt: Attempt }) {
  const { workspaceId } = useSession();
  const ref = { eventId: attempt.event_id, ruleId: attempt.rule };
  const details = useQuery(ruleEventQueries.responseDetails(workspaceId, ref, attempt.id));
  if (details.isPending) return <DetailsSkeleton />;
  if (details.isLoadingError) {
    return (
      <ErrorState
        className="mt-2"
        title="The details could not be loaded"
        error={details.error}
        onRetry={() => void details.refetch()}
      />
    );
  }
  return <Exchange details={details.data} />;
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

function Exchange({ details }: { details: ResponseDetails }) {
  const { request, status_code: status } = details;
  return (
    <div className="mt-2 grid gap-4 rounded-md border p-3 lg:grid-cols-2">
      <div className="min-w-0 space-y-2">
        <h4 className="text-xs font-semibold">Request</h4>
        <p className="font-mono text-xs break-all">
          {request.method} {request.url}
        </p>
        <HeaderList headers={request.headers} label="Request headers" />
        <BodyView text={request.body} label="Request body" />
      </div>
      <div className="min-w-0 space-y-2">
        <h4 className="text-xs font-semibold">Response</h4>
        <p className="font-mono text-xs">{status === undefined ? "No answer was received" : `HTTP ${status}`}</p>
        <HeaderList headers={details.headers} label="Response headers" />
        {status === undefined ? null : <BodyView text={details.body} label="Response body" />}
      </div>
      {details.truncated ? (
        <Alert className="lg:col-span-2">A body was longer than 16 KiB; only its beginning was kept.</Alert>
      ) : null}
      <p className="text-xs text-soft lg:col-span-2">Secrets and credentials are masked.</p>
    </div>
  );
}
