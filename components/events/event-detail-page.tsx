"use client";

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { EventDetailSkeleton } from "#components/events/event-detail-skeleton.tsx";
import { EventFacts } from "#components/events/event-facts.tsx";
import { EventJourney } from "#components/events/event-journey.tsx";
import { LazyTimeAxis } from "#components/events/lazy-time-axis.tsx";
import { PayloadPanel } from "#components/events/payload-panel.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { StaleNote } from "#components/patterns/stale-note.tsx";
import { EventStatusBadge } from "#components/patterns/status-badge.tsx";
import { eventQueries } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import { useLiveEvents } from "#lib/client/use-live-events.ts";
import type { EventDetail } from "#lib/contracts/events.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";

export function EventDetailPage({ eventId }: { eventId: string }) {
  const t = useTranslations(eventTexts);
  const { workspaceId } = useSession();
  const event = useQuery(eventQueries.detail(workspaceId, eventId));
  useLiveEvents();
  // One header for all states: the focus that the shell put on it must survive the loading.
  return (
    <>
      <PageHeader
        title={event.data ? <bdi>{event.data.event}</bdi> : t("title")}
        back="events"
        actions={event.data ? <EventStatusBadge event={event.data} /> : null}
      />
      <EventBody event={event} />
    </>
  );
}

function EventBody({ event }: { event: UseQueryResult<EventDetail> }) {
  const t = useTranslations(eventTexts);
  if (event.isPending) return <EventDetailSkeleton />;
  if (event.isLoadingError) {
    return <ErrorState title={t("failed")} error={event.error} onRetry={() => void event.refetch()} />;
  }
  return (
    <>
      <StaleNote isShown={event.isRefetchError} />
      <div className="space-y-4">
        <EventFacts event={event.data} />
        {event.data.rule_events.length === 0 ? null : <LazyTimeAxis event={event.data} />}
        <EventJourney event={event.data} />
        <PayloadPanel eventId={event.data.id} />
      </div>
    </>
  );
}
