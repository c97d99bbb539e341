"use client";

import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { commonTexts } from "#lib/i18n/texts/common.ts";

type LoadMoreProps = { shown: number; onLoadMore: () => void; isLoading: boolean };

export function LoadMore({ shown, onLoadMore, isLoading }: LoadMoreProps) {
  const t = useTranslations(commonTexts);
  return (
    <div className="mt-3 flex flex-wrap items-center justify-center gap-3 text-xs text-soft">
      <span role="status">{isLoading ? t("table.loading-more") : t("table.shown", { count: shown })}</span>
      <Button size="sm" disabled={isLoading} onClick={onLoadMore}>
        {isLoading ? <Spinner /> : null}
        <span>{t("table.more")}</span>
      </Button>
    </div>
  );
}
