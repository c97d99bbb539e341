"use client";

import { useNow } from "#components/patterns/use-now.ts";
import { formatAbsolute } from "#lib/format/absolute-time.ts";
import { formatRemaining } from "#lib/format/durations.ts";

const STEP_MS = 1000;

/** "in 4 s"; a moment that has passed is "any moment now", because the worker and not this clock decides. */
export function Countdown({ to }: { to: string }) {
  const remaining = Date.parse(to) - useNow(STEP_MS);
  return (
    <time dateTime={to} title={formatAbsolute(to)} className="tabular-nums">
      {remaining > 0 ? `in ${formatRemaining(remaining)}` : "any moment now"}
    </time>
  );
}
