"use client";

import { useQueries } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { bdi } from "#components/dashboard/rich-tags.tsx";
import { DestinationLogo } from "#components/patterns/destination-logo.tsx";
import { HourStrip } from "#components/patterns/hour-strip.tsx";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { eventsHref } from "#components/patterns/list-links.ts";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { Card, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { type Span, spanFilter } from "#lib/client/period.ts";
import { useSession } from "#lib/client/session.ts";
import { workspaceQueries } from "#lib/client/workspaces.ts";
import type { ConnectionActivity, WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

/** What the API answers at a time. */
const CHUNK = 100;

type ConnectionRow = WorkspaceMetrics["connections"][number];

/** How the deliveries to each connection went; each figure leads to its events. */
export function ByConnection({ rows, span }: { rows: readonly ConnectionRow[]; span: Span }) {
  const t = useTranslations(dashboardTexts);
  const activity = useActivity(rows);
  if (rows.length === 0) return null;
  const columns = ["deliveries", "delivered", "failed", "retrying", "latency"] as const;
  return (
    <Card aria-labelledby="by-connection-title">
      <CardHeader>
        <CardTitle id="by-connection-title">{t("by-connection.title")}</CardTitle>
      </CardHeader>
      <div className="overflow-x-auto">
        <table className="w-full text-sm tabular-nums">
          <caption className="sr-only">{t("by-connection.title")}</caption>
          <thead>
            <tr className="border-b text-xs text-soft">
              <th scope="col" className="px-4 py-2 text-start font-normal">
                {t("by-connection.connection")}
              </th>
              <th scope="col" className="px-3 py-2 text-start font-normal whitespace-nowrap">
                {t("by-connection.hours")}
              </th>
              {columns.map((column) => (
                <th key={column} scope="col" className="px-3 py-2 text-end font-normal whitespace-nowrap last:pe-4">
                  {t(`by-connection.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {rows.map((row) => (
              <Row key={row.connection} row={row} span={span} activity={activity.get(row.connection)} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

/** The last hours of every row, asked for as many at a time as the API answers. */
function useActivity(rows: readonly ConnectionRow[]): ReadonlyMap<string, ConnectionActivity> {
  const { workspaceId } = useSession();
  const ids = rows.map(({ connection }) => connection).toSorted();
  const chunks = Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, n) => ids.slice(n * CHUNK, (n + 1) * CHUNK));
  const answers = useQueries({ queries: chunks.map((chunk) => workspaceQueries.activity(workspaceId, chunk)) });
  return new Map(answers.flatMap(({ data }) => data?.records ?? []).map((record) => [record.connection, record]));
}

type RowProps = { row: ConnectionRow; span: Span; activity: ConnectionActivity | undefined };

function Row({ row, span, activity }: RowProps) {
  const t = useTranslations(dashboardTexts);
  const formats = useFormats();
  const { delivered, failed, delivery_latency: latency } = row;
  const figure = (value: number, status?: DeliveryStatus) => (
    <Figure
      href={eventsHref({ connection: row.connection, ...spanFilter(span), ...(status ? { status: [status] } : {}) })}
      count={value}
    />
  );
  return (
    <tr>
      <th scope="row" className="px-4 py-2 text-start font-normal">
        <span className="flex items-center gap-2.5">
          <DestinationLogo type={row.integration_type} size="sm" />
          <span className="max-w-80 min-w-32">
            <bdi className="break-words">{row.connection_name}</bdi>
            {row.connection_deleted ? <span className="ms-1.5 text-soft">{t("by-connection.deleted")}</span> : null}
            {activity ? <LastTimes activity={activity} /> : null}
          </span>
        </span>
      </th>
      <td className="px-3 py-2">{activity ? <HourStrip hours={activity} /> : null}</td>
      <Cell>{figure(row.deliveries)}</Cell>
      <Cell>{formats.share(delivered, delivered + failed) ?? "–"}</Cell>
      <Cell>{figure(failed, "failed")}</Cell>
      <Cell>{figure(row.retrying, "retrying")}</Cell>
      <Cell>{latency.p95_ms === null ? "–" : formats.duration(latency.p95_ms)}</Cell>
    </tr>
  );
}

function LastTimes({ activity }: { activity: ConnectionActivity }) {
  const t = useTranslations(dashboardTexts);
  const { last_delivered_at: delivered, last_failed_at: failed, last_error: error } = activity;
  return (
    <span className="block text-xs text-soft">
      {delivered === undefined ? null : (
        <span className="block">
          {t.rich("by-connection.last-delivered", { time: () => <Timestamp value={delivered} isFocusable={false} /> })}
        </span>
      )}
      {failed === undefined ? null : (
        <span className="block break-words">
          {t.rich("by-connection.last-failed", {
            time: () => <Timestamp value={failed} isFocusable={false} />,
            error: error ?? "",
            bdi,
          })}
        </span>
      )}
    </span>
  );
}

function Cell({ children }: { children: ReactNode }) {
  return <td className="px-3 py-2 text-end whitespace-nowrap last:pe-4">{children}</td>;
}

function Figure({ href, count }: { href: string; count: number }) {
  const formats = useFormats();
  const { can } = useSession();
  if (count === 0 || !can("read_events")) return <span>{formats.number(count)}</span>;
  return (
    <Link href={href} className="text-link hover:underline">
      {formats.number(count)}
    </Link>
  );
}
