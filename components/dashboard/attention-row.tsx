"use client";

import { PlugZap, RotateCw, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { bdi, dangerStrong } from "#components/dashboard/rich-tags.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { eventsHref } from "#components/patterns/list-links.ts";
import { needsReconnect } from "#components/patterns/needs-reconnect.ts";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";
import type { AttentionItem } from "#lib/contracts/metrics.ts";
import type { TimeRange } from "#lib/contracts/time-range.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

/** `range` is what the counts of the item are about. */
type AttentionRowProps = { item: AttentionItem; range: TimeRange };

export function AttentionRow({ item, range }: AttentionRowProps) {
  const destination = useTranslations(destinationsTexts);
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <AttentionIcon item={item} />
      <div className="min-w-48 flex-1">
        <p className="font-medium break-words">
          <bdi>{item.connection_name}</bdi>
          <span> </span>
          <span className="font-normal text-soft">{destination(item.integration_type)}</span>
        </p>
        {item.inactive_reason ? <InactiveText item={item} reason={item.inactive_reason} /> : null}
        <Counts item={item} />
        {item.last_error ? <LastError item={item} /> : null}
      </div>
      <AttentionLinks item={item} range={range} />
    </li>
  );
}

function AttentionIcon({ item }: { item: AttentionItem }) {
  if (item.inactive_reason) return <PlugZap aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />;
  if (item.failed > 0) return <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />;
  return <RotateCw aria-hidden className="mt-0.5 size-5 shrink-0 text-warning" />;
}

function InactiveText({
  item,
  reason,
}: {
  item: AttentionItem;
  reason: NonNullable<AttentionItem["inactive_reason"]>;
}) {
  const t = useTranslations(dashboardTexts);
  const common = useTranslations(commonTexts);
  return (
    <p className="text-sm">
      {t.rich(item.retrying > 0 ? "attention.inactiveWaiting" : "attention.inactive", {
        what: common(`inactive.${reason}.what`),
        todo: common(`inactive.${reason}.todo`),
        strong: dangerStrong,
      })}
    </p>
  );
}

function Counts({ item: { failed, retrying } }: { item: AttentionItem }) {
  const t = useTranslations(dashboardTexts);
  if (failed + retrying === 0) return null;
  return <p className="text-sm">{countsText(failed, retrying, t)}</p>;
}

function countsText(failed: number, retrying: number, t: TranslateOf<typeof dashboardTexts>): string {
  if (retrying === 0) return t("attention.failed", { failed });
  return failed === 0 ? t("attention.retrying", { retrying }) : t("attention.failedAndRetrying", { failed, retrying });
}

function LastError({ item: { last_error: error = "", last_failed_at: failedAt } }: { item: AttentionItem }) {
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

function linkLabel({ inactive_reason: reason }: AttentionItem, t: TranslateOf<typeof dashboardTexts>): string {
  if (needsReconnect(reason)) return t("attention.reconnect");
  return t(reason ? "attention.fixConnection" : "attention.editConnection");
}

function AttentionLinks({ item, range }: AttentionRowProps) {
  const t = useTranslations(dashboardTexts);
  const { can } = useSession();
  const status = item.failed > 0 ? "failed" : "retrying";
  const hasEvents = can("read_events") && item.failed + item.retrying > 0;
  return (
    <div className="flex flex-wrap gap-2">
      {hasEvents ? (
        <Link
          href={eventsHref({ connection: item.connection, status: [status], since: range })}
          className={buttonVariants({ size: "sm" })}
        >
          {t(item.failed > 0 ? "attention.failedEvents" : "attention.retryingEvents")}
        </Link>
      ) : null}
      {can("write_connections") ? (
        <Link
          href={`/workspace/connections/${item.connection}`}
          className={buttonVariants({ size: "sm", variant: item.inactive_reason ? "primary" : "secondary" })}
        >
          {linkLabel(item, t)}
        </Link>
      ) : null}
    </div>
  );
}
