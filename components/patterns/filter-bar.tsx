"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { commonTexts } from "#lib/i18n/texts/common.ts";

type FilterBarProps = { label: string; children: ReactNode; isFiltered: boolean; onClear: () => void };

export function FilterBar({ label, children, isFiltered, onClear }: FilterBarProps) {
  const t = useTranslations(commonTexts);
  return (
    <search aria-label={label} className="mb-3 flex flex-wrap items-end gap-2">
      <div className="contents">{children}</div>
      <Button variant="ghost" className={isFiltered ? "" : "invisible max-sm:hidden"} onClick={onClear}>
        <X aria-hidden />
        <span>{t("filter.clear")}</span>
      </Button>
    </search>
  );
}
