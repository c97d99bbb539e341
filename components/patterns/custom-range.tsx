"use client";

import { useId, useRef, useState } from "react";
import { useLocale, useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { fromWall, toWall, zoneOf } from "#lib/client/wall-time.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type Range = { from: string | null; until: string | null };
type Problems = Partial<Record<keyof Range, string>>;
/** `daysMax`: there has to be a beginning, and it lies so many days back at most. */
type CustomRangeProps = Range & { daysMax?: number; onApply: (range: Range) => void };

/** One of the two is enough. The times are those of the person's zone, which is named. */
export function CustomRange({ from, until, daysMax, onApply }: CustomRangeProps) {
  const t = useTranslations(eventsTexts);
  const zone = zoneOf(useLocale());
  const fields = { from: useRef<HTMLInputElement>(null), until: useRef<HTMLInputElement>(null) };
  const [problems, setProblems] = useState<Problems>({});
  const id = useId();
  const apply = () => {
    const found = readRange(fields.from.current, fields.until.current, { zone, daysMax, t });
    setProblems(found.problems);
    const wrong = (["from", "until"] as const).find((name) => found.problems[name] !== undefined);
    if (wrong === undefined) onApply(found.range);
    else fields[wrong].current?.focus();
  };
  return (
    <form
      noValidate
      aria-label={t("filter.range")}
      className="rounded-lg border bg-surface p-3 sm:w-fit"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <div className="flex flex-wrap items-start gap-2">
        {(["from", "until"] as const).map((name) => (
          <RangeField
            key={name}
            ref={fields[name]}
            label={t(`filter.range.${name}`)}
            value={toField({ from, until }[name], zone)}
            problem={problems[name]}
            zoneId={`${id}-zone`}
          />
        ))}
        <Button type="submit" className="mt-4.5">
          {t("filter.range.apply")}
        </Button>
      </div>
      <p id={`${id}-zone`} className="mt-2 text-xs text-soft">
        {t("filter.range.zone", { zone })}
      </p>
    </form>
  );
}

function toField(iso: string | null, zone: string): string {
  return iso === null ? "" : toWall(iso, zone);
}

type RangeFieldProps = {
  ref: React.Ref<HTMLInputElement>;
  label: string;
  value: string;
  problem: string | undefined;
  zoneId: string;
};

function RangeField({ ref, label, value, problem, zoneId }: RangeFieldProps) {
  const id = useId();
  return (
    <div className="min-w-48 flex-1">
      <label htmlFor={id} className="mb-0.5 block text-xs text-soft">
        {label}
      </label>
      <Input
        ref={ref}
        id={id}
        type="datetime-local"
        max="9999-12-31T23:59"
        defaultValue={value}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={problem === undefined ? zoneId : `${id}-problem ${zoneId}`}
      />
      {problem === undefined ? null : (
        <p id={`${id}-problem`} className="mt-1 text-xs text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}

type Reading = { zone: string; daysMax: number | undefined; t: TranslateOf<typeof eventsTexts> };

/** A browser gives a time that is half typed as an empty text, and says that it is bad. */
function readRange(
  first: HTMLInputElement | null,
  second: HTMLInputElement | null,
  { zone, daysMax, t }: Reading,
): { range: Range; problems: Problems } {
  const read = (field: HTMLInputElement | null) => fromWall(field?.value ?? "", zone) ?? null;
  const isHalf = (field: HTMLInputElement | null) => field?.validity.badInput ?? false;
  const range = { from: read(first), until: read(second) };
  const early = isHalf(first) ? t("filter.range.incomplete") : beginProblem(range.from, daysMax, t);
  const problems: Problems = {
    ...(early === undefined ? {} : { from: early }),
    ...(isHalf(second) ? { until: t("filter.range.incomplete") } : {}),
  };
  const { from, until } = range;
  const isTurned = from !== null && until !== null && Date.parse(until) <= Date.parse(from);
  return { range, problems: isTurned ? { until: t("filter.range.order") } : problems };
}

const DAY_MS = 86_400_000;

function beginProblem(from: string | null, daysMax: number | undefined, t: Reading["t"]): string | undefined {
  if (daysMax === undefined) return undefined;
  if (from === null) return t("filter.range.incomplete");
  const agoMs = Date.now() - Date.parse(from);
  if (agoMs > daysMax * DAY_MS) return t("filter.range.too-early", { count: daysMax });
  return agoMs <= 0 ? t("filter.range.future") : undefined;
}
