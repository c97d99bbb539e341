"use client";

import Link from "next/link";
import { useState } from "react";
import { type Bar, type Part, PARTS, roundUp, toBars } from "#components/dashboard/activity-bars.ts";
import { ActivityTable } from "#components/dashboard/activity-table.tsx";
import { barHref } from "#components/dashboard/bar-href.ts";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { useSession } from "#lib/client/session.ts";
import type { WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import type { Formats } from "#lib/i18n/formats.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

const COLORS: Record<Part, string> = {
  delivered: "bg-success",
  underway: "bg-warning",
  failed: "bg-danger",
  canceled: "bg-control",
  unmatched: "bg-line",
};

type Metrics = Pick<WorkspaceMetrics, "buckets" | "bucket_seconds" | "from" | "delivery_latency">;

/** What came when, and what became of it. Every bar leads to its events. */
export function Activity({ metrics }: { metrics: Metrics }) {
  const t = useTranslations(dashboardTexts);
  const [isTable, setIsTable] = useState(false);
  const bars = toBars(metrics);
  const isEmpty = bars.every(({ total }) => total === 0);
  return (
    <Card aria-labelledby="activity-title">
      <CardHeader>
        <CardTitle id="activity-title">{t("activity.title")}</CardTitle>
        {isEmpty ? null : (
          <Button size="sm" variant="ghost" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
            {t("activity.table")}
          </Button>
        )}
      </CardHeader>
      <CardBody className="space-y-2">
        {isEmpty ? <p className="flex h-44 items-center justify-center text-soft">{t("activity.none")}</p> : null}
        {!isEmpty && isTable ? <ActivityTable bars={bars} bucketSeconds={metrics.bucket_seconds} /> : null}
        {!isEmpty && !isTable ? <Chart bars={bars} bucketSeconds={metrics.bucket_seconds} /> : null}
        <Latency {...metrics.delivery_latency} />
      </CardBody>
    </Card>
  );
}

type ChartProps = { bars: readonly Bar[]; bucketSeconds: number };

function Chart({ bars, bucketSeconds }: ChartProps) {
  const formats = useFormats();
  const top = roundUp(Math.max(...bars.map(({ total }) => total)));
  const [first, last] = [bars[0], bars.at(-1)];
  return (
    <div className="space-y-1">
      <Legend bars={bars} />
      <div className="relative h-36 border-b pt-4">
        <span className="absolute start-0 top-0 text-xs text-soft tabular-nums">{formats.number(top)}</span>
        <span aria-hidden className="absolute inset-x-0 top-4 border-t border-dashed" />
        <ul aria-hidden className="relative flex h-full items-end gap-px">
          {bars.map((bar) => (
            <ChartBar key={bar.start} bar={bar} top={top} bucketSeconds={bucketSeconds} />
          ))}
        </ul>
      </div>
      <p aria-hidden className="flex justify-between text-xs text-soft tabular-nums">
        <span>{first ? formats.bucket(first.start, bucketSeconds) : ""}</span>
        <span>{last ? formats.bucket(last.start, bucketSeconds) : ""}</span>
      </p>
    </div>
  );
}

function Legend({ bars }: { bars: readonly Bar[] }) {
  const t = useTranslations(dashboardTexts);
  const shown = PARTS.filter((part) => bars.some((bar) => bar[part] > 0));
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
      {shown.map((part) => (
        <li key={part} className="flex items-center gap-1.5">
          <span aria-hidden className={cn("size-2.5 rounded-sm", COLORS[part])} />
          <span>{t(`activity.${part}`)}</span>
        </li>
      ))}
    </ul>
  );
}

/** For whoever points. The table says the same, with a link in each row, to everybody else. */
function ChartBar({ bar, top, bucketSeconds }: { bar: Bar; top: number; bucketSeconds: number }) {
  const t = useTranslations(dashboardTexts);
  const formats = useFormats();
  const { can } = useSession();
  const column = (
    <span className="flex h-full w-full flex-col-reverse">
      {PARTS.map((part) => (
        <span key={part} className={COLORS[part]} style={{ height: `${(bar[part] / top) * 100}%` }} />
      ))}
    </span>
  );
  if (bar.total === 0) return <li className="h-full min-w-0 flex-1" />;
  return (
    <li title={barWords(bar, bucketSeconds, formats, t)} className="h-full min-w-0 flex-1">
      {can("read_events") ? (
        <Link href={barHref(bar)} tabIndex={-1} className="block h-full rounded-sm hover:bg-hover">
          {column}
        </Link>
      ) : (
        column
      )}
    </li>
  );
}

function barWords(bar: Bar, bucketSeconds: number, formats: Formats, t: TranslateOf<typeof dashboardTexts>): string {
  const parts = PARTS.filter((part) => bar[part] > 0).map((part) => t(`activity.part.${part}`, { count: bar[part] }));
  return t("activity.bar", { time: formats.bucket(bar.start, bucketSeconds), parts: formats.list(parts) });
}

function Latency({ p50_ms: median, p95_ms: most }: WorkspaceMetrics["delivery_latency"]) {
  const t = useTranslations(dashboardTexts);
  const formats = useFormats();
  if (median === null || most === null) return null;
  return (
    <p className="text-xs text-soft">
      {t("activity.latency", { median: formats.duration(median), most: formats.duration(most) })}
    </p>
  );
}
