"use client";

import type { AxisScale, Span } from "#components/events/axis-scale.ts";
import type { Lane, LaneAttempt, Wait } from "#components/events/lane.ts";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { cn } from "#components/ui/cn.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { timelineTexts } from "#lib/i18n/texts/timeline.ts";

/** On less of the axis, the length of a wait has no room. */
const LABEL_SHARE_MIN = 0.15;

/** What happened in order of time, for the eye on the axis and for others as a list of sentences. */
export function LaneTrack({ lane, scale }: { lane: Lane; scale: AxisScale }) {
  const { attempts, waits, next } = lane;
  const marks: (LaneAttempt | Wait)[] = [...waits, ...attempts].toSorted((a, b) => a.from - b.from);
  return (
    // Room at the end for the mark of what takes no time.
    <div className="relative me-2 h-6">
      <span aria-hidden className="absolute inset-x-0 top-1/2 h-px bg-line" />
      <ol>
        {marks.map((mark) =>
          "attempt" in mark ? (
            <AttemptMark key={mark.attempt.id} one={mark} scale={scale} />
          ) : (
            <WaitMark key={mark.from} wait={mark} scale={scale} />
          ),
        )}
        {next === undefined ? null : <PlannedMark wait={next} scale={scale} />}
      </ol>
    </div>
  );
}

function placeOf({ from, to }: Span, { at }: AxisScale) {
  const start = at(from);
  return { share: at(to) - start, style: { insetInlineStart: percent(start), width: percent(at(to) - start) } };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}

function AttemptMark({ one, scale }: { one: LaneAttempt; scale: AxisScale }) {
  const t = useTranslations(timelineTexts);
  const common = useTranslations(commonTexts);
  const formats = useFormats();
  const { attempt } = one;
  const isDelivered = attempt.outcome_code === "delivered";
  const text = t("attempt", {
    number: attempt.attempt_number,
    time: formats.clock(attempt.started_at),
    outcome: common(`outcome.${attempt.outcome_code}`),
    duration: formats.duration(attempt.duration_ms),
  });
  return (
    <li
      title={text}
      className={cn(
        "absolute top-1 h-4 min-w-1.5 rounded-sm border",
        // Not told apart by colour alone: one is filled, the other hollow.
        isDelivered ? "border-success bg-success" : "border-2 border-danger bg-danger-soft",
      )}
      style={placeOf(one, scale).style}
    >
      <span className="sr-only">{text}</span>
    </li>
  );
}

function WaitMark({ wait, scale }: { wait: Wait; scale: AxisScale }) {
  const t = useTranslations(timelineTexts);
  const formats = useFormats();
  const { share, style } = placeOf(wait, scale);
  const duration = formats.duration(wait.to - wait.from);
  const text = t(`wait.${wait.reason}`, { duration });
  return (
    <li title={text} className="absolute inset-y-0 flex items-center justify-center" style={style}>
      <span className="sr-only">{text}</span>
      {share < LABEL_SHARE_MIN ? null : (
        <span aria-hidden className="truncate bg-surface px-1 text-xs text-soft tabular-nums">
          {duration}
        </span>
      )}
    </li>
  );
}

/** What comes is said in a sentence below. */
function PlannedMark({ wait, scale }: { wait: Wait; scale: AxisScale }) {
  return (
    <li aria-hidden className="absolute inset-y-0 flex items-center" style={placeOf(wait, scale).style}>
      <span className="w-full border-t-2 border-dotted border-control" />
      <span className="absolute end-0 size-2.5 translate-x-1/2 rounded-full border-2 border-control bg-surface rtl:-translate-x-1/2" />
    </li>
  );
}
