import { EventsPage } from "#components/events/events-page.tsx";

export default function Page() {
  return <EventsPage />;
}
