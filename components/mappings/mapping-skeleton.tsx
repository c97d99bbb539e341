"use client";

import { useTranslations } from "#components/patterns/language.ts";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

const ROWS = 3;

export function MappingSkeleton() {
  const t = useTranslations(mappingsTexts);
  return (
    <div aria-busy className="space-y-3">
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      {Array.from({ length: ROWS }, (_, index) => (
        <Card key={index} className="space-y-3 p-4">
          <Skeleton className="w-1/3" />
          <Skeleton className="h-8 w-full" />
        </Card>
      ))}
    </div>
  );
}
