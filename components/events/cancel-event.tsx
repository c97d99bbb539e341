"use client";

import { useState } from "react";
import { isCancelOffered } from "#components/events/delivery-state.ts";
import { WriteResult } from "#components/events/write-result.tsx";
import { ConfirmAction } from "#components/patterns/confirm-action.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { cancelEventRefusals } from "#components/patterns/refusals.ts";
import { useSingleWrite } from "#components/patterns/use-single-flight.ts";
import { useCancelEvent } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import type { EventDetail } from "#lib/contracts/events.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";
import { refusalsTexts } from "#lib/i18n/texts/refusals.ts";

/** Offered while something of the event is open. What a press did stays to be read after that. */
export function CancelEvent({ event }: { event: EventDetail }) {
  const t = useTranslations(eventTexts);
  const refusals = useTranslations(refusalsTexts);
  const { workspaceId, can, isEnded } = useSession();
  const cancel = useCancelEvent(workspaceId);
  const startCancel = useSingleWrite(cancel.mutateAsync);
  // A new round closes the question that was answered.
  const [round, setRound] = useState(0);
  const open = event.rule_events.filter(isCancelOffered).length;
  const stillOpen = cancel.isSuccess && open > 0 ? t("cancel-event.done") : undefined;
  if (!can("cancel_deliveries")) return null;
  return (
    <>
      {open > 0 ? (
        <ConfirmAction
          key={round}
          trigger={t("cancel-event.open")}
          title={t("cancel-event.question", { count: open })}
          confirmLabel={t("cancel-event.confirm", { count: open })}
          cancelLabel={t("cancel-event.keep")}
          isPending={cancel.isPending}
          isBlocked={isEnded}
          onReset={cancel.reset}
          onConfirm={() => void startCancel(event.id, { onSuccess: () => setRound(round + 1) })}
        >
          {t("cancel-event.text")}
        </ConfirmAction>
      ) : null}
      <WriteResult error={cancel.error} refusals={cancelEventRefusals(refusals)} success={stillOpen} />
    </>
  );
}
