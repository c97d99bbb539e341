"use client";

import Link from "next/link";
import { resourceText } from "#components/patterns/event-columns.tsx";
import { newRuleHref } from "#components/patterns/list-links.ts";
import { useSession } from "#lib/client/session.ts";
import type { EventDetail } from "#lib/contracts/events.ts";

export function NoRuleMatched({ event }: { event: EventDetail }) {
  const { can } = useSession();
  return (
    <p className="text-soft wrap-anywhere">
      <span>When it was received, there was no active rule for </span>
      <strong className="font-medium text-ink">{event.event}</strong>
      <span> on </span>
      <strong className="font-medium text-ink">{resourceText(event)}</strong>
      <span>{`. The event is kept, but rules that are created later do not apply to it. Send it again once there is one. `}</span>
      {can("write_rules") ? (
        <Link href={newRuleHref({ event: event.event })} className="text-link underline">
          Create a rule for it
        </Link>
      ) : null}
    </p>
  );
}
