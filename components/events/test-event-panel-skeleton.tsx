"use client";

import { useTranslations } from "#components/patterns/language.ts";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

export function TestEventPanelSkeleton() {
  const t = useTranslations(eventsTexts);
  return (
    <Card aria-busy aria-labelledby="test-event-title" className="mb-4">
      <CardHeader>
        <CardTitle id="test-event-title">{t("test.title")}</CardTitle>
      </CardHeader>
      <CardBody className="space-y-3">
        <Skeleton className="w-1/2" />
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-40 w-full" />
        <Skeleton className="h-8 w-24" />
      </CardBody>
    </Card>
  );
}
