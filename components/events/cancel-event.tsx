"use client";

import { useState } from "react";
import { isCancelOffered } from "#components/events/delivery-state.ts";
import { WriteResult } from "#components/events/write-result.tsx";
import { ConfirmAction } from "#components/patterns/confirm-action.tsx";
import { CANCEL_EVENT_REFUSED_WORDS } from "#components/patterns/outcome-words.ts";
import { useSingleWrite } from "#components/patterns/use-single-flight.ts";
import { useCancelEvent } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import type { EventDetail } from "#lib/contracts/events.ts";
import { formatCount } from "#lib/format/numbers.ts";

/** Offered while something of the event is open. What a press did stays to be read after that. */
export function CancelEvent({ event }: { event: EventDetail }) {
  const { workspaceId, can, isEnded } = useSession();
  const cancel = useCancelEvent(workspaceId);
  const startCancel = useSingleWrite(cancel.mutateAsync);
  // A new round closes the question that was answered.
  const [round, setRound] = useState(0);
  const open = event.rule_events.filter(isCancelOffered).length;
  const stillOpen =
    cancel.isSuccess && open > 0
      ? "No further attempts are made. Requests that are in progress will finish."
      : undefined;
  if (!can("cancel_deliveries")) return null;
  return (
    <>
      {open > 0 ? (
        <ConfirmAction
          key={round}
          trigger="Cancel event"
          title={`Cancel ${formatCount(open, "open delivery", "open deliveries")} of this event?`}
          confirmLabel={open === 1 ? "Cancel the delivery" : "Cancel the deliveries"}
          cancelLabel="Keep trying"
          isPending={cancel.isPending}
          isBlocked={isEnded}
          onReset={cancel.reset}
          onConfirm={() => void startCancel(event.id, { onSuccess: () => setRound(round + 1) })}
        >
          No further attempts are made for any connection. Requests that are already in progress will finish. Each
          delivery can be retried later.
        </ConfirmAction>
      ) : null}
      <WriteResult error={cancel.error} refusals={CANCEL_EVENT_REFUSED_WORDS} success={stillOpen} />
    </>
  );
}
