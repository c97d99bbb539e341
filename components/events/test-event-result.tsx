import Link from "next/link";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { eventHref } from "#components/patterns/event-columns.tsx";
import { Alert } from "#components/ui/alert.tsx";

type TestEventResultProps = { error: Error | null; event: { id: string; event: string } | undefined };

export function TestEventResult({ error, event }: TestEventResultProps) {
  if (error) return <ErrorNote title="The event was not sent." error={error} />;
  if (!event) return null;
  return (
    <Alert tone="success" role="status">
      <strong className="font-semibold break-words">{event.event}</strong>
      <span> was received. </span>
      <Link href={eventHref(event)}>View the event</Link>
    </Alert>
  );
}
