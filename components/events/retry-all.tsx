"use client";

import { RotateCw } from "lucide-react";
import { RetryPanelFrame } from "#components/events/retry-panel-frame.tsx";
import { useEventFilters } from "#components/events/use-event-filters.ts";
import { useRetryPanel } from "#components/events/use-retry-panel.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { lazily } from "#components/patterns/lazily.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { retryOffer } from "#lib/client/event-filters.ts";
import { useSession } from "#lib/client/session.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

const RetryPanel = lazily(
  () => import("#components/events/retry-panel.tsx").then((module) => module.RetryPanel),
  () => (
    <RetryPanelFrame isBusy>
      <Skeleton className="w-1/2" />
    </RetryPanelFrame>
  ),
);

/** Offered where the list shows nothing but what can be retried. */
export function RetryAll() {
  const t = useTranslations(eventsTexts);
  const { can, isEnded } = useSession();
  const { filters } = useEventFilters();
  const panel = useRetryPanel();
  const offer = retryOffer(filters);
  const isRetryable = offer === "offered";
  if (!can("retry_deliveries")) return null;
  if (panel.isOpen && (isRetryable || panel.retryId !== undefined)) {
    const key = JSON.stringify(filters);
    return <RetryPanel key={key} filters={filters} retryId={panel.retryId} onShow={panel.show} onClose={panel.close} />;
  }
  if (offer === "none" || isEnded) return null;
  if (!isRetryable) return <p className="mb-3 text-sm text-soft">{t(`retry-all.${offer}`)}</p>;
  return (
    <div className="mb-3">
      <Button onClick={panel.open}>
        <RotateCw aria-hidden />
        <span>{t("retry-all.open")}</span>
      </Button>
    </div>
  );
}
