"use client";

import type { ReactNode } from "react";
import { CancelEvent } from "#components/events/cancel-event.tsx";
import { eventSentence } from "#components/events/status-sentence.ts";
import { resourceText } from "#components/patterns/event-columns.tsx";
import { IdText } from "#components/patterns/id-text.tsx";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import type { EventDetail } from "#lib/contracts/events.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";

export function EventFacts({ event }: { event: EventDetail }) {
  const t = useTranslations(eventTexts);
  const common = useTranslations(commonTexts);
  const formats = useFormats();
  return (
    <Card aria-label={t("summary.label")}>
      <CardBody>
        <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
          <p className="min-w-40 flex-1 font-medium" role="status">
            {eventSentence(event, formats, t)}
          </p>
          <CancelEvent event={event} />
        </div>
        <dl className="grid grid-cols-2 gap-x-4 gap-y-3 text-sm sm:grid-cols-4">
          <Fact term={t("fact.id")}>
            <IdText value={event.id} copyLabel={common("event.copy-id")} />
          </Fact>
          <Fact term={t("fact.resource")}>
            <bdi className="break-all">{resourceText(event)}</bdi>
          </Fact>
          <Fact term={t("fact.received")}>
            <Timestamp value={event.created_at} />
          </Fact>
          <Fact term={t("fact.sender")}>
            <bdi className="break-all">{event.created_by}</bdi>
          </Fact>
        </dl>
      </CardBody>
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-soft">{term}</dt>
      <dd className="flex min-h-7 items-center">{children}</dd>
    </div>
  );
}
