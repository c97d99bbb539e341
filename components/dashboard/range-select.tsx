"use client";

import { useId } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { cn } from "#components/ui/cn.ts";
import { TIME_RANGE_NAMES, type TimeRange } from "#lib/contracts/time-range.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

type RangeSelectProps = { value: TimeRange; onChange: (range: TimeRange) => void };

/** Which period the figures are about. Radio buttons, so that one tab stop and the arrow keys do. */
export function RangeSelect({ value, onChange }: RangeSelectProps) {
  const t = useTranslations(dashboardTexts);
  const name = useId();
  return (
    <fieldset className="flex flex-wrap rounded-md border border-control bg-surface p-0.5">
      <legend className="sr-only">{t("range.label")}</legend>
      {TIME_RANGE_NAMES.map((range) => (
        <label
          key={range}
          className={cn(
            "cursor-pointer rounded px-2.5 py-1 text-xs font-medium has-focus-visible:outline-2 has-focus-visible:outline-focus",
            range === value ? "bg-brand text-on-brand" : "text-soft hover:text-ink",
          )}
        >
          <input
            type="radio"
            name={name}
            checked={range === value}
            onChange={() => onChange(range)}
            className="sr-only"
          />
          <span>{t(`range.${range}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
