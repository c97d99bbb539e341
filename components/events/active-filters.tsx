"use client";

import { X } from "lucide-react";
import { useRef } from "react";
import type { FilterChange } from "#components/events/use-event-filters.ts";
import { useFilterChips } from "#components/events/use-filter-chips.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import type { EventFilters } from "#lib/client/event-filters.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

type ActiveFiltersProps = {
  filters: EventFilters;
  onRemove: (change: FilterChange) => void;
  onClear: () => void;
  /** The last chip is about to go, and the focus needs another place. */
  onNoneLeft: () => void;
};

/** Everything that narrows the list, in words, each with a button that takes it away. */
export function ActiveFilters({ filters, onRemove, onClear, onNoneLeft }: ActiveFiltersProps) {
  const t = useTranslations(eventsTexts);
  const chips = useFilterChips(filters);
  const list = useRef<HTMLUListElement>(null);
  if (chips.length === 0) return null;
  const passFocus = (index: number) => {
    const buttons = list.current?.querySelectorAll("button");
    const next = buttons?.[index + 1] ?? buttons?.[index - 1];
    if (next === undefined) onNoneLeft();
    else next.focus();
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <ul ref={list} aria-label={t("active.label")} className="contents">
        {chips.map(({ key, text, change }, index) => (
          <li key={key} className="inline-flex max-w-full items-center rounded-full border bg-muted ps-2.5 text-xs">
            <span className="min-w-0 truncate" title={text}>
              {text}
            </span>
            <button
              type="button"
              aria-label={t("active.remove", { filter: text })}
              onClick={() => {
                passFocus(index);
                onRemove(change);
              }}
              className="inline-flex size-7 shrink-0 items-center justify-center rounded-full text-soft hover:bg-hover hover:text-ink"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          </li>
        ))}
      </ul>
      <Button
        variant="ghost"
        size="sm"
        onClick={() => {
          onNoneLeft();
          onClear();
        }}
      >
        {t("active.clear")}
      </Button>
    </div>
  );
}
