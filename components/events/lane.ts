import type { Attempt } from "#lib/contracts/attempts.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import type { Span } from "./axis-scale.ts";

/** Why an attempt began when it did. */
export type WaitReason = "first" | "schedule" | "retry-after" | "manual" | "bulk";
export type Wait = Span & { reason: WaitReason };
export type LaneAttempt = Span & { attempt: Attempt };
export type Lane = { ruleEvent: RuleEvent; attempts: LaneAttempt[]; waits: Wait[]; next: Wait | undefined };

/** A delivery as what stands on its lane, from the moment that its event was received. */
export function toLane(ruleEvent: RuleEvent, newestFirst: readonly Attempt[], receivedAt: number): Lane {
  const attempts = newestFirst.toReversed().map((attempt) => toSpan(attempt));
  const waits = attempts.map(({ from, attempt }, index): Wait => {
    const before = attempts[index - 1];
    return { from: before?.to ?? receivedAt, to: from, reason: reasonOf(before, attempt, from) };
  });
  return { ruleEvent, attempts, waits: waits.filter(({ from, to }) => to > from), next: toNext(ruleEvent, attempts) };
}

/** What took no whole millisecond is shown too; the duration is more exact than the two times. */
function toSpan(attempt: Attempt): LaneAttempt {
  const from = Date.parse(attempt.started_at);
  return { from, to: from + Math.max(1, attempt.duration_ms), attempt };
}

function reasonOf(before: LaneAttempt | undefined, attempt: Attempt, from: number): WaitReason {
  if (attempt.trigger === "manual" || attempt.trigger === "bulk") return attempt.trigger;
  return before === undefined ? "first" : plannedReason(before, from);
}

/** The longer of the schedule's wait and of what the destination asked for counts; jitter makes neither exact. */
function plannedReason({ attempt }: LaneAttempt, next: number): WaitReason {
  const asked = attempt.retry_after_ms;
  const waited = next - Date.parse(attempt.completed_at);
  return asked !== undefined && Math.abs(waited - asked) <= CLAIM_MS ? "retry-after" : "schedule";
}

/** In which a delivery that is due is usually begun. */
const CLAIM_MS = 2_000;

function toNext(
  { status, waiting, next_attempt_at: at }: RuleEvent,
  attempts: readonly LaneAttempt[],
): Wait | undefined {
  const last = attempts.at(-1);
  if (last === undefined || status !== "retrying" || waiting !== undefined || at === undefined) return undefined;
  const to = Date.parse(at);
  return to > last.to ? { from: last.to, to, reason: plannedReason(last, to) } : undefined;
}
