"use client";

import { AttemptList } from "#components/events/attempt-list.tsx";
import { DeliveryActions } from "#components/events/delivery-actions.tsx";
import { DeliveryName } from "#components/events/delivery-name.tsx";
import { DeliveryNotes } from "#components/events/delivery-notes.tsx";
import { deliverySentence } from "#components/events/status-sentence.ts";
import { Countdown } from "#components/patterns/countdown.tsx";
import { DestinationLogo } from "#components/patterns/destination-logo.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { StatusBadge } from "#components/patterns/status-badge.tsx";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";

/** One rule's delivery of the event: its state, what can be done about it, and every attempt. */
export function DeliveryRow({ ruleEvent }: { ruleEvent: RuleEvent }) {
  const t = useTranslations(eventTexts);
  return (
    <div className="rounded-md border">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2">
        <div className="flex min-w-[min(16rem,100%)] flex-1 flex-wrap items-center gap-x-3 gap-y-2">
          <h3 className="flex min-w-0 items-center gap-2 font-medium">
            <DestinationLogo type={ruleEvent.integration_type} size="sm" />
            <span className="min-w-0 break-words">
              <DeliveryName ruleEvent={ruleEvent} />
            </span>
          </h3>
          <StatusBadge status={ruleEvent.status} />
          <p className="min-w-[min(16rem,100%)] flex-1 text-sm text-soft">
            <span>{`${deliverySentence(ruleEvent, t)} `}</span>
            <NextAttempt ruleEvent={ruleEvent} />
          </p>
        </div>
        <DeliveryActions ruleEvent={ruleEvent} />
      </div>
      <DeliveryNotes ruleEvent={ruleEvent} />
      <AttemptList ruleEvent={ruleEvent} />
    </div>
  );
}

function NextAttempt({ ruleEvent }: { ruleEvent: RuleEvent }) {
  const t = useTranslations(eventTexts);
  const { status, next_attempt_at: next } = ruleEvent;
  if (status !== "retrying" || next === undefined) return null;
  return <span>{t.rich("delivery.next", { countdown: () => <Countdown to={next} /> })}</span>;
}
