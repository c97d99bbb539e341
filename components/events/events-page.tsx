"use client";

import { Send } from "lucide-react";
import { EventFilterBar } from "#components/events/event-filter-bar.tsx";
import { EventsList } from "#components/events/events-list.tsx";
import { TestEventPanel } from "#components/events/test-event-panel.tsx";
import { useTestPanel } from "#components/events/use-test-panel.ts";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";

export function EventsPage() {
  const { can } = useSession();
  const panel = useTestPanel();
  const canSend = can("emit_events");
  return (
    <>
      <PageHeader
        title="Events"
        description="What was received, and where it was delivered to."
        actions={
          canSend ? (
            <Button variant="primary" aria-expanded={panel.isOpen} onClick={panel.toggle}>
              <Send aria-hidden />
              Send test event
            </Button>
          ) : null
        }
      />
      {canSend && panel.isOpen ? <TestEventPanel onClose={panel.close} /> : null}
      <EventFilterBar />
      <EventsList />
    </>
  );
}
