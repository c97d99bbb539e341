"use client";

import { useQuery } from "@tanstack/react-query";
import { AttentionList } from "#components/dashboard/attention-list.tsx";
import { DashboardSkeleton } from "#components/dashboard/dashboard-skeleton.tsx";
import { LatestEvents } from "#components/dashboard/latest-events.tsx";
import { Activity, ByConnection, Pipeline } from "#components/dashboard/lazy-charts.tsx";
import { MetricTiles } from "#components/dashboard/metric-tiles.tsx";
import { PeriodSelect } from "#components/dashboard/period-select.tsx";
import { rangeUnit } from "#components/dashboard/range-words.ts";
import { SetupChecklist } from "#components/dashboard/setup-checklist.tsx";
import { usePeriod } from "#components/dashboard/use-period.ts";
import { useSetupSteps } from "#components/dashboard/use-setup-steps.ts";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { StaleNote } from "#components/patterns/stale-note.tsx";
import type { Period } from "#lib/client/period.ts";
import { problemQueries } from "#lib/client/problems.ts";
import { useSession } from "#lib/client/session.ts";
import { useLiveEvents } from "#lib/client/use-live-events.ts";
import { workspaceQueries } from "#lib/client/workspaces.ts";
import type { WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import type { ProblemsPage } from "#lib/contracts/problems.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

export function DashboardContent() {
  const { workspaceId } = useSession();
  const { period, setPeriod } = usePeriod();
  const metrics = useQuery(workspaceQueries.metrics(workspaceId, period));
  const problems = useQuery(problemQueries.open(workspaceId));
  useLiveEvents();
  if (metrics.isLoadingError) return <ErrorState error={metrics.error} onRetry={() => void metrics.refetch()} />;
  if (problems.isLoadingError) return <ErrorState error={problems.error} onRetry={() => void problems.refetch()} />;
  if (metrics.isPending || problems.isPending) return <DashboardSkeleton />;
  return (
    <>
      <StaleNote isShown={metrics.isRefetchError || problems.isRefetchError} />
      <div aria-busy={metrics.isPlaceholderData} className={metrics.isPlaceholderData ? "opacity-60" : undefined}>
        <Dashboard metrics={metrics.data} problems={problems.data} period={period} onPeriod={setPeriod} />
      </div>
    </>
  );
}

type DashboardProps = {
  metrics: WorkspaceMetrics;
  problems: ProblemsPage;
  period: Period;
  onPeriod: (period: Period) => void;
};

function Dashboard({ metrics, problems, period, onPeriod }: DashboardProps) {
  const t = useTranslations(dashboardTexts);
  const { can } = useSession();
  const setup = useSetupSteps(metrics);
  if (!setup.isKnown) return <DashboardSkeleton />;
  return (
    <div className="space-y-4">
      {setup.isComplete ? (
        <AttentionList
          items={metrics.attention}
          brokenRules={metrics.broken_rules}
          problems={problems}
          span={metrics}
        />
      ) : (
        <SetupChecklist steps={setup.steps} />
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-base font-semibold">{t("metrics.title", { range: rangeUnit(metrics.range) })}</h2>
        <PeriodSelect value={period} onChange={onPeriod} />
      </div>
      <MetricTiles metrics={metrics} />
      <Pipeline metrics={metrics} period={period} />
      <Activity metrics={metrics} />
      <ByConnection rows={metrics.connections} span={metrics} />
      {can("read_events") ? <LatestEvents /> : null}
    </div>
  );
}
