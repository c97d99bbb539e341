"use client";

import { WriteResult } from "#components/events/write-result.tsx";
import { ConfirmAction } from "#components/patterns/confirm-action.tsx";
import { INTEGRATION_NAMES } from "#components/patterns/integration-names.ts";
import { CANCEL_REFUSED_WORDS } from "#components/patterns/outcome-words.ts";
import { useSingleWrite } from "#components/patterns/use-single-flight.ts";
import { useCancelRuleEvent } from "#lib/client/rule-events.ts";
import { useSession } from "#lib/client/session.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";

export function CancelDelivery({ ruleEvent }: { ruleEvent: RuleEvent }) {
  const { workspaceId, isEnded } = useSession();
  const cancel = useCancelRuleEvent(workspaceId);
  const startCancel = useSingleWrite(cancel.mutateAsync);
  const name = ruleEvent.connection_name ?? INTEGRATION_NAMES[ruleEvent.integration_type];
  return (
    <>
      <ConfirmAction
        trigger="Cancel"
        title={`Cancel the delivery to “${name}”?`}
        confirmLabel="Cancel this delivery"
        cancelLabel="Keep trying"
        isPending={cancel.isPending}
        isBlocked={isEnded}
        onReset={cancel.reset}
        onConfirm={() => void startCancel({ eventId: ruleEvent.event_id, ruleId: ruleEvent.rule })}
      >
        No further attempts are made. A request that is already in progress will finish. You can retry it later.
      </ConfirmAction>
      <WriteResult error={cancel.error} refusals={CANCEL_REFUSED_WORDS} success={undefined} />
    </>
  );
}
