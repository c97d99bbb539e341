"use client";

import { useTranslations } from "#components/patterns/language.ts";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";

const FIELDS = 4;

export function RuleFormSkeleton() {
  const t = useTranslations(ruleFormTexts);
  return (
    <Card aria-busy className="max-w-2xl space-y-4 p-4">
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      {Array.from({ length: FIELDS }, (_, index) => (
        <div key={index} className="space-y-2">
          <Skeleton className="w-24" />
          <Skeleton className="h-8 w-full" />
        </div>
      ))}
    </Card>
  );
}
