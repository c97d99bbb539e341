"use client";

import { useTranslations } from "#components/patterns/language.ts";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { eventTexts } from "#lib/i18n/texts/event.ts";

export function EventDetailSkeleton() {
  const t = useTranslations(eventTexts);
  return (
    <div aria-busy>
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      <div className="space-y-4">
        <Card className="space-y-4 p-4">
          <Skeleton className="w-1/2" />
          <Skeleton className="w-full" />
          <Skeleton className="w-2/3" />
        </Card>
        <Card className="space-y-6 p-4">
          <Skeleton className="w-1/3" />
          <Skeleton className="w-1/2" />
          <Skeleton className="w-full" />
          <Skeleton className="w-full" />
        </Card>
      </div>
    </div>
  );
}
