"use client";

import { useQuery } from "@tanstack/react-query";
import { AttentionList } from "#components/dashboard/attention-list.tsx";
import { DashboardSkeleton } from "#components/dashboard/dashboard-skeleton.tsx";
import { LatestEvents } from "#components/dashboard/latest-events.tsx";
import { MetricTiles } from "#components/dashboard/metric-tiles.tsx";
import { SetupChecklist } from "#components/dashboard/setup-checklist.tsx";
import { useSetupSteps } from "#components/dashboard/use-setup-steps.ts";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { StaleNote } from "#components/patterns/stale-note.tsx";
import { useSession } from "#lib/client/session.ts";
import { useLiveEvents } from "#lib/client/use-live-events.ts";
import { workspaceQueries } from "#lib/client/workspaces.ts";
import type { WorkspaceMetrics } from "#lib/contracts/metrics.ts";

export function DashboardContent() {
  const { workspaceId } = useSession();
  const metrics = useQuery(workspaceQueries.metrics(workspaceId));
  useLiveEvents();
  if (metrics.isPending) return <DashboardSkeleton />;
  if (metrics.isLoadingError) return <ErrorState error={metrics.error} onRetry={() => void metrics.refetch()} />;
  return (
    <>
      <StaleNote isShown={metrics.isRefetchError} />
      <Dashboard metrics={metrics.data} />
    </>
  );
}

function Dashboard({ metrics }: { metrics: WorkspaceMetrics }) {
  const { can } = useSession();
  const setup = useSetupSteps(metrics);
  if (!setup.isKnown) return <DashboardSkeleton />;
  return (
    <div className="space-y-4">
      {setup.isComplete ? (
        <AttentionList items={metrics.attention} brokenRules={metrics.broken_rules} range={metrics.range} />
      ) : (
        <SetupChecklist steps={setup.steps} />
      )}
      <MetricTiles metrics={metrics} />
      {can("read_events") ? <LatestEvents /> : null}
    </div>
  );
}
