"use client";

import { RotateCw } from "lucide-react";
import { CancelDelivery } from "#components/events/cancel-delivery.tsx";
import { isCancelOffered, retryOption } from "#components/events/delivery-state.ts";
import { WriteResult } from "#components/events/write-result.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { retryRefusals } from "#components/patterns/refusals.ts";
import { useSingleWrite } from "#components/patterns/use-single-flight.ts";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useRetryRuleEvent } from "#lib/client/rule-events.ts";
import { useSession } from "#lib/client/session.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";
import { refusalsTexts } from "#lib/i18n/texts/refusals.ts";

export function DeliveryActions({ ruleEvent }: { ruleEvent: RuleEvent }) {
  const { can } = useSession();
  return (
    <>
      {can("retry_deliveries") ? <RetryDelivery ruleEvent={ruleEvent} /> : null}
      {can("cancel_deliveries") && isCancelOffered(ruleEvent) ? <CancelDelivery ruleEvent={ruleEvent} /> : null}
    </>
  );
}

function RetryDelivery({ ruleEvent }: { ruleEvent: RuleEvent }) {
  const t = useTranslations(eventTexts);
  const refusals = useTranslations(refusalsTexts);
  const { workspaceId, isEnded } = useSession();
  const retry = useRetryRuleEvent(workspaceId);
  const { isOffered, blockedBecause } = retryOption(ruleEvent);
  const isBlocked = blockedBecause !== undefined || isEnded;
  const startRetry = useSingleWrite(retry.mutateAsync);
  const handleRetry = () => startRetry({ eventId: ruleEvent.event_id, ruleId: ruleEvent.rule });
  // The attempt that the retry asked for has been made: its own line now says more than "queued".
  const isAnswered = retry.data !== undefined && ruleEvent.attempt_count > retry.data.attempt_count;
  return (
    <>
      {isOffered ? (
        <Button
          size="sm"
          disabled={isBlocked || retry.isPending}
          title={blockedBecause && t(`retry.blocked.${blockedBecause}`)}
          onClick={() => void handleRetry()}
        >
          {retry.isPending ? <Spinner /> : <RotateCw aria-hidden />}
          <span>{t("retry.now")}</span>
        </Button>
      ) : null}
      <WriteResult
        error={retry.error}
        refusals={retryRefusals(refusals)}
        success={retry.isSuccess && !isAnswered ? t("retry.queued") : undefined}
      />
    </>
  );
}
