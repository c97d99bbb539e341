const JITTER = 0.1;
/** A receiver may ask for more patience than the schedule has, up to this. */
export const RETRY_AFTER_MAX_MS = 3_600_000;

export type NextAttempt = { kind: "retry"; delayMs: number } | { kind: "exhausted" };

/**
 * When to try again after the attempt at `step` (0 is the first of a schedule). The receiver's `Retry-After` counts
 * between the scheduled delay and one hour. `random` is in [0, 1).
 */
export function nextAttempt(
  schedule: readonly number[],
  step: number,
  retryAfterMs: number | undefined,
  random: () => number = Math.random,
): NextAttempt {
  const scheduled = schedule[step];
  if (scheduled === undefined) return { kind: "exhausted" };
  const jittered = Math.round(scheduled * (1 - JITTER + 2 * JITTER * random()));
  const asked = Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS);
  return { kind: "retry", delayMs: Math.max(jittered, asked) };
}
