"use client";

import { CornerDownRight, Inbox, Waypoints, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { DeliveryRow } from "#components/events/delivery-row.tsx";
import { NoRuleMatched } from "#components/events/no-rule-matched.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import type { EventDetail } from "#lib/contracts/events.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";

/** The way of an event: received, matched, and one row for each delivery. */
export function EventJourney({ event }: { event: EventDetail }) {
  const t = useTranslations(eventTexts);
  const rules = event.rule_events;
  return (
    <Card aria-labelledby="journey-title">
      <CardHeader>
        <CardTitle id="journey-title">{t("journey.title")}</CardTitle>
      </CardHeader>
      <CardBody>
        <ol>
          <Stop icon={Inbox} title={t("journey.received")}>
            <Timestamp value={event.created_at} className="text-soft" />
          </Stop>
          {rules.length === 0 ? (
            <Stop icon={Waypoints} title={t("journey.no-rule")} isLast>
              <NoRuleMatched event={event} />
            </Stop>
          ) : (
            <Stop icon={Waypoints} title={t("journey.matched", { count: rules.length })} />
          )}
          {rules.map((ruleEvent, index) => (
            <Stop key={ruleEvent.id} icon={CornerDownRight} isLast={index === rules.length - 1}>
              <DeliveryRow ruleEvent={ruleEvent} />
            </Stop>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

type StopProps = { icon: LucideIcon; title?: string; isLast?: boolean; children?: ReactNode };

function Stop({ icon: Icon, title, isLast = false, children }: StopProps) {
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3">
      <div aria-hidden className="flex flex-col items-center">
        <Icon className="mt-0.5 size-4 shrink-0 text-soft rtl:-scale-x-100" />
        {isLast ? null : <span className="my-1 w-px flex-1 bg-line" />}
      </div>
      <div className={isLast ? "min-w-0" : "min-w-0 pb-4"}>
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className="text-sm">{children}</div> : null}
      </div>
    </li>
  );
}
