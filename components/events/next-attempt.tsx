"use client";

import type { ReactNode } from "react";
import type { Lane } from "#components/events/lane.ts";
import { Countdown } from "#components/patterns/countdown.tsx";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import type { DeliveryQueue } from "#lib/contracts/rule-events.ts";
import { timelineTexts } from "#lib/i18n/texts/timeline.ts";

/** When the next attempt is, and why then. That one is running, or waits for its connection, is said below. */
export function NextAttempt({ lane: { ruleEvent, attempts, next } }: { lane: Lane }) {
  const t = useTranslations(timelineTexts);
  const formats = useFormats();
  if (ruleEvent.queue !== undefined) return <QueueNote queue={ruleEvent.queue} />;
  const at = ruleEvent.next_attempt_at;
  if (next === undefined || at === undefined) return null;
  const countdown = () => <Countdown to={at} />;
  const asked = attempts.at(-1)?.attempt.retry_after_ms;
  if (next.reason !== "retry-after" || asked === undefined)
    return <Note>{t.rich("next.schedule", { countdown })}</Note>;
  return <Note>{t.rich("next.retry-after", { countdown, duration: formats.duration(asked) })}</Note>;
}

function QueueNote({ queue }: { queue: DeliveryQueue }) {
  const t = useTranslations(timelineTexts);
  const formats = useFormats();
  const { ahead, is_exact: isExact, expected_at: at } = queue;
  return (
    <Note>
      <span>{t(isExact ? "next.queue" : "next.queue-many", { ahead })}</span>
      {at === undefined ? null : <span>{` ${t("next.expected", { time: formats.time(at) })}`}</span>}
    </Note>
  );
}

function Note({ children }: { children: ReactNode }) {
  return <p className="text-xs text-soft">{children}</p>;
}
