import { useTranslations } from "#components/patterns/language.ts";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { connectionsTexts } from "#lib/i18n/texts/connections.ts";

const TILES = 6;

export function CatalogSkeleton() {
  const t = useTranslations(connectionsTexts);
  return (
    <div aria-busy className="@container">
      <p role="status" className="sr-only">
        {t("catalog.loading")}
      </p>
      <div className="grid gap-2 @xl:grid-cols-2 @4xl:grid-cols-3">
        {Array.from({ length: TILES }, (_, tile) => (
          <Card key={tile} className="flex gap-3 p-3">
            <Skeleton className="size-8" />
            <div className="flex-1 space-y-2">
              <Skeleton className="w-1/3" />
              <Skeleton className="w-2/3" />
            </div>
          </Card>
        ))}
      </div>
    </div>
  );
}
