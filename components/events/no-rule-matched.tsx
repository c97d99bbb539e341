"use client";

import Link from "next/link";
import { resourceText } from "#components/patterns/event-columns.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { newRuleHref } from "#components/patterns/list-links.ts";
import { useSession } from "#lib/client/session.ts";
import type { EventDetail } from "#lib/contracts/events.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";

export function NoRuleMatched({ event }: { event: EventDetail }) {
  const t = useTranslations(eventTexts);
  const { can } = useSession();
  return (
    <p className="text-soft wrap-anywhere">
      {t.rich("journey.no-rule.text", {
        event: event.event,
        resource: resourceText(event),
        name: (inside) => (
          <strong className="font-medium text-ink">
            <bdi>{inside}</bdi>
          </strong>
        ),
        link: (inside) =>
          can("write_rules") ? (
            <Link href={newRuleHref({ event: event.event })} className="text-link underline">
              {inside}
            </Link>
          ) : null,
      })}
    </p>
  );
}
