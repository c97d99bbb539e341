"use client";

import { PlugZap, RotateCw, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { INTEGRATION_NAMES } from "#components/patterns/integration-names.ts";
import { eventsHref } from "#components/patterns/list-links.ts";
import { needsReconnect } from "#components/patterns/needs-reconnect.ts";
import { INACTIVE_WORDS } from "#components/patterns/plain-words.ts";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";
import type { AttentionItem } from "#lib/contracts/metrics.ts";
import type { TimeRange } from "#lib/contracts/time-range.ts";
import { formatCount } from "#lib/format/numbers.ts";

/** `range` is what the counts of the item are about. */
type AttentionRowProps = { item: AttentionItem; range: TimeRange };

export function AttentionRow({ item, range }: AttentionRowProps) {
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <AttentionIcon item={item} />
      <div className="min-w-48 flex-1">
        <p className="font-medium break-words">
          <span>{`${item.connection_name} `}</span>
          <span className="font-normal text-soft">{INTEGRATION_NAMES[item.integration_type]}</span>
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
  const { what, todo } = INACTIVE_WORDS[reason];
  return (
    <p className="text-sm">
      <strong className="font-semibold text-danger">Inactive.</strong>
      <span>{` ${what} ${todo}${item.retrying > 0 ? " Waiting deliveries are sent as soon as it is active again." : ""}`}</span>
    </p>
  );
}

function Counts({ item }: { item: AttentionItem }) {
  const parts = [
    item.failed > 0 ? `${formatCount(item.failed, "delivery", "deliveries")} failed` : "",
    item.retrying > 0 ? `${formatCount(item.retrying, "delivery", "deliveries")} being retried` : "",
  ].filter(Boolean);
  return parts.length > 0 ? <p className="text-sm">{`${parts.join(", ")} in the last 24 hours`}</p> : null;
}

function LastError({ item }: { item: AttentionItem }) {
  return (
    <p className="text-sm break-words text-soft">
      <span>{`Last error: ${item.last_error}`}</span>
      {item.last_failed_at ? (
        <span>
          <span> · </span>
          <Timestamp value={item.last_failed_at} />
        </span>
      ) : null}
    </p>
  );
}

function linkLabel({ inactive_reason: reason }: AttentionItem): string {
  if (needsReconnect(reason)) return "Reconnect";
  return reason ? "Fix connection" : "Edit connection";
}

function AttentionLinks({ item, range }: AttentionRowProps) {
  const { can } = useSession();
  const status = item.failed > 0 ? "failed" : "retrying";
  const hasEvents = can("read_events") && item.failed + item.retrying > 0;
  return (
    <div className="flex flex-wrap gap-2">
      {hasEvents ? (
        <Link
          href={eventsHref({ connection: item.connection, status, since: range })}
          className={buttonVariants({ size: "sm" })}
        >
          {item.failed > 0 ? "See failed events" : "See retrying events"}
        </Link>
      ) : null}
      {can("write_connections") ? (
        <Link
          href={`/workspace/connections/${item.connection}`}
          className={buttonVariants({ size: "sm", variant: item.inactive_reason ? "primary" : "secondary" })}
        >
          {linkLabel(item)}
        </Link>
      ) : null}
    </div>
  );
}
