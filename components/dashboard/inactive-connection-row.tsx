"use client";

import { PlugZap } from "lucide-react";
import Link from "next/link";
import { type RangeUnit, rangeUnit } from "#components/dashboard/range-words.ts";
import { bdi, dangerStrong } from "#components/dashboard/rich-tags.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { eventsHref } from "#components/patterns/list-links.ts";
import { needsReconnect } from "#components/patterns/needs-reconnect.ts";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { type Span, spanFilter } from "#lib/client/period.ts";
import { useSession } from "#lib/client/session.ts";
import type { InactiveReason } from "#lib/contracts/connections.ts";
import type { AttentionItem } from "#lib/contracts/metrics.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

export type InactiveConnection = AttentionItem & { inactive_reason: InactiveReason };

/** `span` is what the counts of the item are about. */
type RowProps = { item: InactiveConnection; span: Span };

/** A connection that delivers nothing until somebody does something. */
export function InactiveConnectionRow({ item, span }: RowProps) {
  const destination = useTranslations(destinationsTexts);
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <PlugZap aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
      <div className="min-w-48 flex-1">
        <p className="font-medium break-words">
          <bdi>{item.connection_name}</bdi>
          <span> </span>
          <span className="font-normal text-soft">{destination(item.integration_type)}</span>
        </p>
        <InactiveText item={item} />
        <Counts item={item} span={span} />
        {item.last_error ? <LastError item={item} /> : null}
      </div>
      <Links item={item} span={span} />
    </li>
  );
}

function InactiveText({ item: { inactive_reason: reason, retrying } }: Pick<RowProps, "item">) {
  const t = useTranslations(dashboardTexts);
  const common = useTranslations(commonTexts);
  return (
    <p className="text-sm">
      {t.rich(retrying > 0 ? "attention.inactiveWaiting" : "attention.inactive", {
        what: common(`inactive.${reason}.what`),
        todo: common(`inactive.${reason}.todo`),
        strong: dangerStrong,
      })}
    </p>
  );
}

function Counts({ item: { failed, retrying }, span }: RowProps) {
  const t = useTranslations(dashboardTexts);
  if (failed + retrying === 0) return null;
  return <p className="text-sm">{countsText({ failed, retrying, range: rangeUnit(span.range) }, t)}</p>;
}

type CountValues = { failed: number; retrying: number; range: RangeUnit };

function countsText({ failed, retrying, range }: CountValues, t: TranslateOf<typeof dashboardTexts>): string {
  if (retrying === 0) return t("attention.failed", { failed, range });
  if (failed === 0) return t("attention.retrying", { retrying, range });
  return t("attention.failedAndRetrying", { failed, retrying, range });
}

function LastError({ item: { last_error: error = "", last_failed_at: failedAt } }: Pick<RowProps, "item">) {
  const t = useTranslations(dashboardTexts);
  return (
    <p className="text-sm break-words text-soft">
      <span>{t.rich("attention.lastError", { error, bdi })}</span>
      {failedAt ? (
        <span>
          <span> · </span>
          <Timestamp value={failedAt} />
        </span>
      ) : null}
    </p>
  );
}

function Links({ item, span }: RowProps) {
  const t = useTranslations(dashboardTexts);
  const { can } = useSession();
  const status = item.failed > 0 ? "failed" : "retrying";
  const hasEvents = can("read_events") && item.failed + item.retrying > 0;
  return (
    <div className="flex flex-wrap gap-2">
      {hasEvents ? (
        <Link
          href={eventsHref({ connection: item.connection, status: [status], ...spanFilter(span) })}
          className={buttonVariants({ size: "sm" })}
        >
          {t(item.failed > 0 ? "attention.failedEvents" : "attention.retryingEvents")}
        </Link>
      ) : null}
      {can("write_connections") ? (
        <Link
          href={`/workspace/connections/${item.connection}`}
          className={buttonVariants({ size: "sm", variant: "primary" })}
        >
          {t(needsReconnect(item.inactive_reason) ? "attention.reconnect" : "attention.fixConnection")}
        </Link>
      ) : null}
    </div>
  );
}
