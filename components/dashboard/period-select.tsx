"use client";

import { type ReactNode, useId, useState } from "react";
import { CustomRange } from "#components/dashboard/lazy-charts.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { cn } from "#components/ui/cn.ts";
import type { Period } from "#lib/client/period.ts";
import { METRICS_DAYS_MAX, TIME_RANGE_NAMES } from "#lib/contracts/time-range.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

type PeriodSelectProps = { value: Period; onChange: (period: Period) => void };

/** Which period the figures are about. Radio buttons, so that one tab stop and the arrow keys do. */
export function PeriodSelect({ value, onChange }: PeriodSelectProps) {
  const t = useTranslations(dashboardTexts);
  const name = useId();
  const [isAsked, setAsked] = useState(false);
  const range = "range" in value && !isAsked ? value.range : undefined;
  const own = "range" in value ? undefined : value;
  return (
    <>
      <fieldset className="flex flex-wrap rounded-md border border-control bg-surface p-0.5">
        <legend className="sr-only">{t("range.label")}</legend>
        {TIME_RANGE_NAMES.map((choice) => (
          <Choice
            key={choice}
            name={name}
            isChosen={choice === range}
            onChoose={() => {
              setAsked(false);
              onChange({ range: choice });
            }}
          >
            {t(`range.${choice}`)}
          </Choice>
        ))}
        <Choice name={name} isChosen={range === undefined} onChoose={() => setAsked(true)}>
          {t("range.own")}
        </Choice>
      </fieldset>
      {range === undefined ? (
        <div className="basis-full">
          <CustomRange
            key={own?.from}
            from={own?.from ?? null}
            until={own?.until ?? null}
            daysMax={METRICS_DAYS_MAX}
            onApply={({ from, until }) => {
              setAsked(false);
              if (from !== null) onChange({ from, until: until ?? undefined });
            }}
          />
        </div>
      ) : null}
    </>
  );
}

type ChoiceProps = { name: string; isChosen: boolean; onChoose: () => void; children: ReactNode };

function Choice({ name, isChosen, onChoose, children }: ChoiceProps) {
  return (
    <label
      className={cn(
        "cursor-pointer rounded px-2.5 py-1 text-xs font-medium has-focus-visible:outline-2 has-focus-visible:outline-focus",
        isChosen ? "bg-brand text-on-brand" : "text-soft hover:text-ink",
      )}
    >
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} className="sr-only" />
      <span>{children}</span>
    </label>
  );
}
