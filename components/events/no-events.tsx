"use client";

import { Inbox, SearchX } from "lucide-react";
import { useTestPanel } from "#components/events/use-test-panel.ts";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { Button } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";

type NoEventsProps = { isFiltered: boolean; onClear: () => void };

export function NoEvents({ isFiltered, onClear }: NoEventsProps) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No event matches these filters"
        action={<Button onClick={onClear}>Clear filters</Button>}
      >
        Event names, resources and IDs must match exactly, including capital letters.
      </EmptyState>
    );
  }
  return <NoEventsYet />;
}

function NoEventsYet() {
  const { can } = useSession();
  const { isOpen, toggle } = useTestPanel();
  const action = can("emit_events") && !isOpen ? <Button onClick={toggle}>Send test event</Button> : null;
  return (
    <EmptyState icon={Inbox} title="No events yet" action={action}>
      Events from your product appear here within seconds, with each of their deliveries.
    </EmptyState>
  );
}
