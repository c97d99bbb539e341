"use client";

import { ListFilterPlus } from "lucide-react";
import { useId, useState } from "react";
import { ActiveFilters } from "#components/events/active-filters.tsx";
import { EventSearchBox } from "#components/events/event-search-box.tsx";
import { MoreFilters } from "#components/events/more-filters.tsx";
import { ReceivedFilter } from "#components/events/received-filter.tsx";
import { StatusFilter } from "#components/events/status-filter.tsx";
import { useEventFilters } from "#components/events/use-event-filters.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

/** What is looked for, then what is chosen most, then the rest on demand; below it, what holds now. */
export function EventFilterBar() {
  const t = useTranslations(eventsTexts);
  const { values, set, clear, filters } = useEventFilters();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <search aria-label={t("filter.label")} className="mb-3 block space-y-3">
      <EventSearchBox inputId={`${id}-search`} value={values.search} onSearch={(search) => set({ search })} />
      <StatusFilter filters={filters} onChange={(status) => set({ status })} />
      <ReceivedFilter values={values} set={set}>
        <Button aria-expanded={isOpen} aria-controls={`${id}-more`} onClick={() => setOpen(!isOpen)}>
          <ListFilterPlus aria-hidden />
          <span>{t("filter.add")}</span>
        </Button>
      </ReceivedFilter>
      <div id={`${id}-more`} hidden={!isOpen}>
        {isOpen ? <MoreFilters values={values} set={set} /> : null}
      </div>
      <ActiveFilters
        filters={filters}
        onRemove={set}
        onClear={clear}
        onNoneLeft={() => document.getElementById(`${id}-search`)?.focus()}
      />
    </search>
  );
}
