import type { Metadata } from "next";
import { EventDetailPage } from "#components/events/event-detail-page.tsx";

export const metadata: Metadata = { title: "Event" };

export default async function Page({ params }: { params: Promise<{ eventId: string }> }) {
  const { eventId } = await params;
  return <EventDetailPage eventId={eventId} />;
}
