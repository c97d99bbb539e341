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
      <span>When it was received, no active rule was there for </span>
      <strong className="font-medium text-ink">{event.event}</strong>
      <span> on </span>
      <strong className="font-medium text-ink">{resourceText(event)}</strong>
      <span>. The event is kept, but later rules do not pick it up: send it again once there is one. </span>
      {can("write_rules") ? (
        <Link href={newRuleHref({ event: event.event })} className="text-link underline">
          Make a rule for it
        </Link>
      ) : null}
    </p>
  );
}
