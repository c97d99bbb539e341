"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import Link from "next/link";
import { DataTable } from "#components/patterns/data-table.tsx";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { eventHref, useEventColumns } from "#components/patterns/event-columns.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { eventsHref } from "#components/patterns/list-links.ts";
import { TableSkeleton } from "#components/patterns/table-skeleton.tsx";
import { eventQueries } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

const SHOWN = 10;

export function LatestEvents() {
  const t = useTranslations(dashboardTexts);
  return (
    <section aria-labelledby="latest-title">
      <div className="mb-2 flex items-baseline justify-between gap-2">
        <h2 id="latest-title" className="text-base font-semibold">
          {t("latest.title")}
        </h2>
        <Link href={eventsHref()} className="text-sm text-link hover:underline">
          {t("latest.all")}
        </Link>
      </div>
      <LatestEventsTable />
    </section>
  );
}

function LatestEventsTable() {
  const t = useTranslations(dashboardTexts);
  const common = useTranslations(commonTexts);
  const columns = useEventColumns();
  const { workspaceId } = useSession();
  const events = useInfiniteQuery(eventQueries.list(workspaceId));
  if (events.isPending)
    return (
      <TableSkeleton
        caption={t("latest.title")}
        loadingLabel={common("loading.latest-events")}
        columns={columns}
        rows={SHOWN}
      />
    );
  if (events.isLoadingError) return <ErrorState error={events.error} onRetry={() => void events.refetch()} />;
  const rows = events.data.pages.flatMap((page) => page.records).slice(0, SHOWN);
  if (rows.length === 0) {
    return (
      <EmptyState icon={Inbox} title={t("latest.none.title")}>
        {t("latest.none.text")}
      </EmptyState>
    );
  }
  return (
    <DataTable caption={t("latest.title")} columns={columns} rows={rows} rowKey={(row) => row.id} rowHref={eventHref} />
  );
}
