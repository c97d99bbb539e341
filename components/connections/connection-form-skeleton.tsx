import { useTranslations } from "#components/patterns/language.ts";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { connectionFormTexts } from "#lib/i18n/texts/connection-form.ts";

const SECTIONS = [1, 3, 1, 1];

export function ConnectionFormSkeleton() {
  const t = useTranslations(connectionFormTexts);
  return (
    <div aria-busy className="max-w-2xl space-y-4">
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      {SECTIONS.map((fields, index) => (
        <Card key={index} className="space-y-4 p-4">
          {Array.from({ length: fields }, (_, field) => (
            <div key={field} className="space-y-2">
              <Skeleton className="w-24" />
              <Skeleton className="h-8 w-full" />
            </div>
          ))}
        </Card>
      ))}
    </div>
  );
}
