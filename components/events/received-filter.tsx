"use client";

import { type ReactNode, useState } from "react";
import type { useEventFilters } from "#components/events/use-event-filters.ts";
import { CustomRange } from "#components/patterns/custom-range.tsx";
import { FilterLabel } from "#components/patterns/filter-label.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Select } from "#components/ui/select.tsx";
import { TIME_RANGE_NAMES } from "#lib/contracts/time-range.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

const CUSTOM = "custom";

type ReceivedFilterProps = Pick<ReturnType<typeof useEventFilters>, "values" | "set"> & {
  /** Stands beside the choice, before the fields that it can open. */
  children: ReactNode;
};

/** When an event came: up to now, or between two times. */
export function ReceivedFilter({ values, set, children }: ReceivedFilterProps) {
  const t = useTranslations(eventsTexts);
  const { since, from, until } = values;
  const hasRange = from !== null || until !== null;
  const [isAsked, setAsked] = useState(false);
  const [hadRange, setHadRange] = useState(hasRange);
  // Taken away elsewhere, as by its chip: the fields go with it.
  if (hasRange !== hadRange) {
    setHadRange(hasRange);
    setAsked(false);
  }
  const isCustom = hasRange || isAsked;
  const choose = (value: string) => {
    setAsked(value === CUSTOM);
    if (value === CUSTOM) return;
    set({ since: TIME_RANGE_NAMES.find((name) => name === value) ?? null, from: null, until: null });
  };
  return (
    <>
      <div className="flex flex-wrap items-end gap-2">
        <FilterLabel label={t("filter.received")}>
          {(id) => (
            <Select
              id={id}
              value={isCustom ? CUSTOM : (since ?? "")}
              onChange={(change) => choose(change.currentTarget.value)}
            >
              <option value="">{t("filter.received.any")}</option>
              {TIME_RANGE_NAMES.map((name) => (
                <option key={name} value={name}>
                  {t(`filter.received.${name}`)}
                </option>
              ))}
              <option value={CUSTOM}>{t("filter.received.custom")}</option>
            </Select>
          )}
        </FilterLabel>
        <div>{children}</div>
      </div>
      {isCustom ? (
        <CustomRange
          key={`${from} ${until}`}
          from={from}
          until={until}
          onApply={(range) => set({ ...range, since: null })}
        />
      ) : null}
    </>
  );
}
