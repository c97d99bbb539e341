"use client";

import { WriteResult } from "#components/events/write-result.tsx";
import { ConfirmAction } from "#components/patterns/confirm-action.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { cancelRefusals } from "#components/patterns/refusals.ts";
import { useSingleWrite } from "#components/patterns/use-single-flight.ts";
import { useCancelRuleEvent } from "#lib/client/rule-events.ts";
import { useSession } from "#lib/client/session.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";
import { refusalsTexts } from "#lib/i18n/texts/refusals.ts";

export function CancelDelivery({ ruleEvent }: { ruleEvent: RuleEvent }) {
  const t = useTranslations(eventTexts);
  const destination = useTranslations(destinationsTexts);
  const refusals = useTranslations(refusalsTexts);
  const { workspaceId, isEnded } = useSession();
  const cancel = useCancelRuleEvent(workspaceId);
  const startCancel = useSingleWrite(cancel.mutateAsync);
  const connection = ruleEvent.connection_name ?? destination(ruleEvent.integration_type);
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
      <WriteResult error={cancel.error} refusals={cancelRefusals(refusals)} success={undefined} />
    </>
  );
}
