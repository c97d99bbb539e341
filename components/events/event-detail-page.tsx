"use client";

import { useQuery } from "@tanstack/react-query";
import { EventDetailSkeleton } from "#components/events/event-detail-skeleton.tsx";
import { EventFacts } from "#components/events/event-facts.tsx";
import { EventJourney } from "#components/events/event-journey.tsx";
import { PayloadPanel } from "#components/events/payload-panel.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { StaleNote } from "#components/patterns/stale-note.tsx";
import { EventStatusBadge } from "#components/patterns/status-badge.tsx";
import { eventQueries } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import type { EventDetail } from "#lib/contracts/events.ts";

const BACK = { href: "/workspace/events", label: "Events" };

export function EventDetailPage({ eventId }: { eventId: string }) {
  const { workspaceId } = useSession();
  const event = useQuery(eventQueries.detail(workspaceId, eventId));
  if (event.isPending) return <EventDetailSkeleton back={BACK} />;
  if (event.isLoadingError) {
    return (
      <>
        <PageHeader title="Event" back={BACK} />
        <ErrorState title="This event could not be loaded" error={event.error} onRetry={() => void event.refetch()} />
      </>
    );
  }
  return <EventView event={event.data} isStale={event.isRefetchError} />;
}

function EventView({ event, isStale }: { event: EventDetail; isStale: boolean }) {
  return (
    <>
      <PageHeader title={event.event} back={BACK} actions={<EventStatusBadge event={event} />} />
      <StaleNote isShown={isStale} />
      <div className="space-y-4">
        <EventFacts event={event} />
        <EventJourney event={event} />
        <PayloadPanel eventId={event.id} />
      </div>
    </>
  );
}
