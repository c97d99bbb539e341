import { SearchX } from "lucide-react";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { connectionsTexts } from "#lib/i18n/texts/connections.ts";

/** The search of the catalog has no match. */
export function NothingFound({ search, onClear }: { search: string; onClear: () => void }) {
  const t = useTranslations(connectionsTexts);
  return (
    <EmptyState
      icon={SearchX}
      title={t("catalog.nothing", { search })}
      action={<Button onClick={onClear}>{t("catalog.show-all")}</Button>}
    >
      {t("catalog.nothing.hint")}
    </EmptyState>
  );
}
