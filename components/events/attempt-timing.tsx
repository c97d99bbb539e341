"use client";

import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { cn } from "#components/ui/cn.ts";
import type { Attempt, AttemptTimings } from "#lib/contracts/attempts.ts";
import { attemptTexts } from "#lib/i18n/texts/attempt.ts";

const PARTS = [
  { name: "dns", color: "bg-info" },
  { name: "connect", color: "bg-warning" },
  { name: "tls", color: "bg-brand" },
  { name: "first-byte", color: "bg-success" },
  { name: "rest", color: "bg-control" },
] as const;

type PartName = (typeof PARTS)[number]["name"];

/** Other work of the attempt than its last request, in which nobody would look for the time. */
const SLACK_MS = 10;

/** How far the request got, and where its time went. */
export function AttemptTiming({ attempt }: { attempt: Attempt }) {
  const t = useTranslations(attemptTexts);
  const formats = useFormats();
  const { progress, timings, duration_ms: whole } = attempt;
  const isLastOfSeveral = timings !== undefined && whole > timings.total_ms + SLACK_MS;
  return (
    <div className="space-y-2">
      {progress === undefined ? null : <p>{t(`progress.${progress}`)}</p>}
      {timings === undefined ? null : <TimingBar timings={timings} />}
      {timings?.first_byte_ms !== undefined && timings.connect_ms === undefined ? (
        <p className="text-xs text-soft">{t("timing.reused")}</p>
      ) : null}
      {isLastOfSeveral ? (
        <p className="text-xs text-soft">{t("timing.last", { duration: formats.duration(whole) })}</p>
      ) : null}
    </div>
  );
}

function TimingBar({ timings }: { timings: AttemptTimings }) {
  const t = useTranslations(attemptTexts);
  const formats = useFormats();
  const times = timesOf(timings);
  const shown = PARTS.flatMap(({ name, color }) => {
    const ms = times[name];
    return ms === undefined ? [] : [{ name, color, ms }];
  });
  return (
    <div className="space-y-1">
      <div aria-hidden className="flex h-2 gap-px overflow-hidden rounded-sm">
        {shown.map(({ name, color, ms }) => (
          // Even what took no time is seen.
          <div key={name} className={cn("min-w-0.5", color)} style={{ flexGrow: ms, flexBasis: 0 }} />
        ))}
      </div>
      <dl aria-label={t("timing.label")} className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {shown.map(({ name, color, ms }) => (
          <div key={name} className="flex items-center gap-1.5">
            <span aria-hidden className={cn("size-2 rounded-sm", color)} />
            <dt className="text-soft">{t(`timing.${name}`)}</dt>
            <dd className="tabular-nums">{formats.duration(ms)}</dd>
          </div>
        ))}
        <div className="flex items-center gap-1.5 font-medium">
          <dt>{t("timing.total")}</dt>
          <dd className="tabular-nums">{formats.duration(timings.total_ms)}</dd>
        </div>
      </dl>
    </div>
  );
}

/** What is in no part is the rest of the answer, or the wait for what never came. Parts are rounded each by itself. */
function timesOf(timings: AttemptTimings): Record<PartName, number | undefined> {
  const { dns_ms: dns, connect_ms: connect, tls_ms: tls, first_byte_ms: firstByte, total_ms: total } = timings;
  const known = [dns, connect, tls, firstByte].reduce<number>((sum, ms) => sum + (ms ?? 0), 0);
  return { dns, connect, tls, "first-byte": firstByte, rest: Math.max(0, total - known) };
}
