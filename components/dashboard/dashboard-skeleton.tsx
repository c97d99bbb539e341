"use client";

import { MetricTile } from "#components/dashboard/metric-tile.tsx";
import { useEventColumns } from "#components/patterns/event-columns.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { TableSkeleton } from "#components/patterns/table-skeleton.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useSession } from "#lib/client/session.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

const TILES = ["events", "delivered", "failed", "retrying"] as const;
const ROWS = 10;

export function DashboardSkeleton() {
  const t = useTranslations(dashboardTexts);
  const common = useTranslations(commonTexts);
  const columns = useEventColumns();
  const { can } = useSession();
  return (
    <div aria-busy className="space-y-4">
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      <Card className="flex h-12 items-center px-4">
        <Skeleton className="w-1/2" />
      </Card>
      <div className="@container">
        <div className="grid grid-cols-2 gap-3 @2xl:grid-cols-4">
          {TILES.map((tile) => (
            <MetricTile key={tile} label={t(`metrics.${tile}`)} value="–" note={t("metrics.loading")} />
          ))}
        </div>
      </div>
      {can("read_events") ? (
        <section>
          <h2 className="mb-2 text-base font-semibold">{t("latest.title")}</h2>
          <TableSkeleton
            caption={t("latest.title")}
            loadingLabel={common("loading.latest-events")}
            columns={columns}
            rows={ROWS}
          />
        </section>
      ) : null}
    </div>
  );
}
