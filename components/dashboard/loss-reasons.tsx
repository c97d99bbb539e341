"use client";

import Link from "next/link";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { eventsHref } from "#components/patterns/list-links.ts";
import { outcomeWords } from "#components/patterns/outcome-words.ts";
import { type Span, spanFilter } from "#lib/client/period.ts";
import { useSession } from "#lib/client/session.ts";
import type { MetricsLosses } from "#lib/contracts/metrics.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

const SHOWN = 4;

type Reason = { key: string; text: string; count: number; href?: string };

/** By event type. Each leads to its events, as long as all of them were counted. */
export function UnmatchedReasons({ losses, span }: { losses: MetricsLosses["unmatched"]; span: Span }) {
  const { can } = useSession();
  const isLinked = losses.is_complete && can("read_events");
  const reasons = losses.event_types.map(({ event, count }) => ({
    key: event,
    text: event,
    count,
    ...(isLinked ? { href: eventsHref({ ...spanFilter(span), matched: false, event }) } : {}),
  }));
  return <Reasons losses={losses} reasons={reasons} />;
}

/** By what came of the last attempt. One event can have several deliveries, so their sum may be above the events that failed. */
export function FailedReasons({ losses }: { losses: MetricsLosses["failed"] }) {
  const common = useTranslations(commonTexts);
  const reasons = losses.outcomes.map(({ outcome_code: code, status_code: status, count }) => ({
    key: `${code} ${status}`,
    text: outcomeWords(code, common, status),
    count,
  }));
  return <Reasons losses={losses} reasons={reasons} />;
}

type ReasonsProps = { losses: { counted: number; is_complete: boolean }; reasons: readonly Reason[] };

function Reasons({ losses: { counted, is_complete: isComplete }, reasons }: ReasonsProps) {
  const t = useTranslations(dashboardTexts);
  const others = reasons.slice(SHOWN).reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="mt-0.5 text-xs text-soft">
      {isComplete ? null : <p>{t("pipeline.newest", { count: counted })}</p>}
      <ul className="space-y-0.5">
        {reasons.slice(0, SHOWN).map((reason) => (
          <li key={reason.key} className="break-words">
            <ReasonText reason={reason} />
          </li>
        ))}
        {others === 0 ? null : <li>{t("pipeline.others", { count: others })}</li>}
      </ul>
    </div>
  );
}

function ReasonText({ reason: { text, count, href } }: { reason: Reason }) {
  const formats = useFormats();
  const words = <bdi>{text}</bdi>;
  return (
    <>
      {href === undefined ? (
        words
      ) : (
        <Link href={href} className="text-link hover:underline">
          {words}
        </Link>
      )}
      <span className="ms-1.5 tabular-nums">{formats.number(count)}</span>
    </>
  );
}
