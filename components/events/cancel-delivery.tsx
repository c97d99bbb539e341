"use client";

import { WriteResult } from "#components/events/write-result.tsx";
import { ConfirmAction } from "#components/patterns/confirm-action.tsx";
import { INTEGRATION_NAMES } from "#components/patterns/integration-names.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { CANCEL_REFUSED_WORDS } from "#components/patterns/outcome-words.ts";
import { useSingleWrite } from "#components/patterns/use-single-flight.ts";
import { useCancelRuleEvent } from "#lib/client/rule-events.ts";
import { useSession } from "#lib/client/session.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";

export function CancelDelivery({ ruleEvent }: { ruleEvent: RuleEvent }) {
  const t = useTranslations(eventTexts);
  const { workspaceId, isEnded } = useSession();
  const cancel = useCancelRuleEvent(workspaceId);
  const startCancel = useSingleWrite(cancel.mutateAsync);
  const connection = ruleEvent.connection_name ?? INTEGRATION_NAMES[ruleEvent.integration_type];
  return (
    <>
      <ConfirmAction
        trigger={t("cancel.open")}
        title={t.rich("cancel.question", { connection, name: (inside) => <bdi>{inside}</bdi> })}
        confirmLabel={t("cancel.confirm")}
        cancelLabel={t("cancel.keep")}
        isPending={cancel.isPending}
        isBlocked={isEnded}
        onReset={cancel.reset}
        onConfirm={() => void startCancel({ eventId: ruleEvent.event_id, ruleId: ruleEvent.rule })}
      >
        {t("cancel.text")}
      </ConfirmAction>
      <WriteResult error={cancel.error} refusals={CANCEL_REFUSED_WORDS} success={undefined} />
    </>
  );
}
