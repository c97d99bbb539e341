"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { FailedReasons, UnmatchedReasons } from "#components/dashboard/loss-reasons.tsx";
import { countDelivered, countUnderway } from "#components/dashboard/status-counts.ts";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { eventsHref } from "#components/patterns/list-links.ts";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import type { EventFilters } from "#lib/client/event-filters.ts";
import { type Period, spanFilter } from "#lib/client/period.ts";
import { useSession } from "#lib/client/session.ts";
import { workspaceQueries } from "#lib/client/workspaces.ts";
import type { WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

type PipelineProps = { metrics: Pick<WorkspaceMetrics, "totals" | "range" | "from" | "to">; period: Period };

/** How far the events of the period came, and below each step what was lost there, and why. */
export function Pipeline({ metrics: { totals, ...span }, period }: PipelineProps) {
  const t = useTranslations(dashboardTexts);
  const { workspaceId } = useSession();
  const isLossy = totals.unmatched + totals.failed > 0;
  const losses = useQuery({ ...workspaceQueries.losses(workspaceId, period), enabled: isLossy });
  const { events, unmatched, failed, canceled } = totals;
  const received = spanFilter(span);
  if (events === 0) return null;
  return (
    <Card aria-labelledby="pipeline-title">
      <CardHeader>
        <CardTitle id="pipeline-title">{t("pipeline.title")}</CardTitle>
      </CardHeader>
      <CardBody className="@container">
        <ol className="grid gap-x-6 gap-y-4 @xl:grid-cols-3">
          <Step label={t("pipeline.received")} count={events} of={events} filter={received} isFirst />
          <Step
            label={t("pipeline.matched")}
            count={events - unmatched}
            of={events}
            filter={{ ...received, matched: true }}
          >
            <Loss count={unmatched} text="pipeline.unmatched" filter={{ ...received, matched: false }}>
              {losses.data ? <UnmatchedReasons losses={losses.data.unmatched} span={span} /> : null}
            </Loss>
          </Step>
          <Step
            label={t("metrics.delivered")}
            count={countDelivered(totals)}
            of={events}
            filter={{ ...received, status: ["completed"], matched: true }}
          >
            <Loss count={failed} text="pipeline.failed" filter={{ ...received, status: ["failed"] }}>
              {losses.data ? <FailedReasons losses={losses.data.failed} /> : null}
            </Loss>
            <Loss count={canceled} text="pipeline.canceled" filter={{ ...received, status: ["canceled"] }} />
            <Loss
              count={countUnderway(totals)}
              text="pipeline.underway"
              filter={{ ...received, status: ["pending", "processing", "retrying"] }}
            />
          </Step>
        </ol>
      </CardBody>
    </Card>
  );
}

type StepProps = {
  label: string;
  count: number;
  of: number;
  filter: EventFilters;
  isFirst?: boolean;
  children?: ReactNode;
};

function Step({ label, count, of, filter, isFirst = false, children }: StepProps) {
  const formats = useFormats();
  return (
    <li className="min-w-0 space-y-2">
      <p className="flex items-center gap-1.5 text-xs text-soft">
        {isFirst ? null : <ArrowRight aria-hidden className="size-3.5 @max-xl:rotate-90 rtl:-scale-x-100" />}
        <span>{label}</span>
      </p>
      <p className="flex items-baseline gap-2">
        <Figure filter={filter} className="text-xl font-semibold tabular-nums">
          {formats.number(count)}
        </Figure>
        {isFirst ? null : <span className="text-xs text-soft tabular-nums">{formats.share(count, of)}</span>}
      </p>
      <span aria-hidden className="block h-1.5 overflow-hidden rounded-full bg-line">
        <span className="block h-full rounded-full bg-success" style={{ width: `${(count / of) * 100}%` }} />
      </span>
      <div className="space-y-2">{children}</div>
    </li>
  );
}

type LossKey = "pipeline.unmatched" | "pipeline.failed" | "pipeline.canceled" | "pipeline.underway";

function Loss({
  count,
  text,
  filter,
  children,
}: {
  count: number;
  text: LossKey;
  filter: EventFilters;
  children?: ReactNode;
}) {
  const t = useTranslations(dashboardTexts);
  if (count === 0) return null;
  return (
    <div className="text-sm">
      <Figure filter={filter}>{t(text, { count })}</Figure>
      <div>{children}</div>
    </div>
  );
}

function Figure({ filter, className, children }: { filter: EventFilters; className?: string; children: string }) {
  const { can } = useSession();
  if (!can("read_events")) return <span className={className}>{children}</span>;
  return (
    <Link href={eventsHref(filter)} className={`text-link hover:underline ${className ?? ""}`}>
      {children}
    </Link>
  );
}
