"use client";

import Link from "next/link";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { eventHref } from "#components/patterns/event-columns.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { testEventTexts } from "#lib/i18n/texts/test-event.ts";

type TestEventResultProps = { error: Error | null; event: { id: string; event: string } | undefined };

export function TestEventResult({ error, event }: TestEventResultProps) {
  const t = useTranslations(testEventTexts);
  if (error) return <ErrorNote title={t("failed")} error={error} />;
  if (!event) return null;
  return (
    <Alert tone="success" role="status">
      {t.rich("received", {
        event: event.event,
        name: (inside) => (
          <strong className="font-semibold break-words">
            <bdi>{inside}</bdi>
          </strong>
        ),
        link: (inside) => <Link href={eventHref(event)}>{inside}</Link>,
      })}
    </Alert>
  );
}
