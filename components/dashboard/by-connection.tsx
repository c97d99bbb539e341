"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { DestinationLogo } from "#components/patterns/destination-logo.tsx";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { eventsHref } from "#components/patterns/list-links.ts";
import { Card, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { type Span, spanFilter } from "#lib/client/period.ts";
import { useSession } from "#lib/client/session.ts";
import type { WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

type ConnectionRow = WorkspaceMetrics["connections"][number];

/** How the deliveries to each connection went; each figure leads to its events. */
export function ByConnection({ rows, span }: { rows: readonly ConnectionRow[]; span: Span }) {
  const t = useTranslations(dashboardTexts);
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
              {columns.map((column) => (
                <th key={column} scope="col" className="px-3 py-2 text-end font-normal whitespace-nowrap last:pe-4">
                  {t(`by-connection.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {rows.map((row) => (
              <Row key={row.connection} row={row} span={span} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Row({ row, span }: { row: ConnectionRow; span: Span }) {
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
          <bdi className="max-w-60 min-w-24 break-words">{row.connection_name}</bdi>
          {row.connection_deleted ? <span className="text-soft">{t("by-connection.deleted")}</span> : null}
        </span>
      </th>
      <Cell>{figure(row.deliveries)}</Cell>
      <Cell>{formats.share(delivered, delivered + failed) ?? "–"}</Cell>
      <Cell>{figure(failed, "failed")}</Cell>
      <Cell>{figure(row.retrying, "retrying")}</Cell>
      <Cell>{latency.p95_ms === null ? "–" : formats.duration(latency.p95_ms)}</Cell>
    </tr>
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
