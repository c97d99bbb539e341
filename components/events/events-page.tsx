"use client";

import { Send } from "lucide-react";
import { EventFilterBar } from "#components/events/event-filter-bar.tsx";
import { EventsList } from "#components/events/events-list.tsx";
import { RetryAll } from "#components/events/retry-all.tsx";
import { TestEventPanelSkeleton } from "#components/events/test-event-panel-skeleton.tsx";
import { useTestPanel } from "#components/events/use-test-panel.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { lazily } from "#components/patterns/lazily.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

/** Loaded when it is opened: forms and their validation weigh more than the list that everybody sees. */
const TestEventPanel = lazily(
  () => import("#components/events/test-event-panel.tsx").then((module) => module.TestEventPanel),
  TestEventPanelSkeleton,
);

export function EventsPage() {
  const t = useTranslations(eventsTexts);
  const { can, isEnded } = useSession();
  const panel = useTestPanel();
  const canSend = can("emit_events");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          canSend && !isEnded ? (
            <Button variant="primary" aria-expanded={panel.isOpen} onClick={panel.toggle}>
              <Send aria-hidden className="rtl:-scale-x-100" />
              <span>{t("test.open")}</span>
            </Button>
          ) : null
        }
      />
      {canSend && panel.isOpen ? <TestEventPanel onClose={panel.close} /> : null}
      <EventFilterBar />
      <RetryAll />
      <EventsList />
    </>
  );
}
