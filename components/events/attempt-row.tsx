"use client";

import { ChevronRight, CircleCheck, CircleX } from "lucide-react";
import { useId, useState } from "react";
import { LazyAttemptDetails } from "#components/events/lazy-attempt-details.tsx";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import type { Attempt } from "#lib/contracts/attempts.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";

export function AttemptRow({ attempt, others }: { attempt: Attempt; others: readonly Attempt[] }) {
  const t = useTranslations(eventTexts);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const isDelivered = attempt.outcome_code === "delivered";
  const number = attempt.attempt_number;
  return (
    <li className="px-3 py-2 text-sm">
      <div className="flex items-start gap-x-2">
        <span className="min-w-6 shrink-0 text-soft tabular-nums">{t("attempt.number", { number })}</span>
        <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-3 gap-y-1">
          <AttemptOutcome attempt={attempt} isDelivered={isDelivered} />
          <AttemptFacts attempt={attempt} />
          <Button
            size="sm"
            variant="ghost"
            className="-my-1"
            aria-label={t("attempt.details.label", { number })}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            <ChevronRight aria-hidden className={cn("transition-transform", isOpen ? "rotate-90" : "rtl:rotate-180")} />
            <span>{t("attempt.details")}</span>
          </Button>
        </div>
      </div>
      <div id={id}>{isOpen ? <LazyAttemptDetails attempt={attempt} others={others} /> : null}</div>
    </li>
  );
}

function AttemptOutcome({ attempt, isDelivered }: { attempt: Attempt; isDelivered: boolean }) {
  const t = useTranslations(eventTexts);
  const common = useTranslations(commonTexts);
  const Icon = isDelivered ? CircleCheck : CircleX;
  return (
    <div className="flex min-w-48 flex-1 items-start gap-1.5">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", isDelivered ? "text-success" : "text-danger")} />
      <div className="min-w-0">
        <p>{common(`outcome.${attempt.outcome_code}`)}</p>
        {isDelivered ? null : (
          <p className="text-xs break-words text-soft">
            <bdi>{attempt.message}</bdi>
          </p>
        )}
        {attempt.warnings?.map(({ dest, message }) => (
          <p key={`${dest} ${message}`} className="text-xs break-words text-warning">
            {t("attempt.field", { field: dest, message })}
          </p>
        ))}
      </div>
    </div>
  );
}

function AttemptFacts({ attempt }: { attempt: Attempt }) {
  const t = useTranslations(eventTexts);
  const common = useTranslations(commonTexts);
  const formats = useFormats();
  return (
    <div className="flex flex-wrap items-center gap-x-3 text-xs leading-5 text-soft">
      <span>{common(`trigger.${attempt.trigger}`)}</span>
      <span className="tabular-nums">
        {attempt.status_code === undefined ? t("attempt.no-answer") : `HTTP ${attempt.status_code}`}
      </span>
      {attempt.provider_code === undefined ? null : (
        <span dir="ltr" className="font-mono break-all">
          {attempt.provider_code}
        </span>
      )}
      <span className="tabular-nums">{formats.duration(attempt.duration_ms)}</span>
      <Timestamp value={attempt.started_at} />
    </div>
  );
}
