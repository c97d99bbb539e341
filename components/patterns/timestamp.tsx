"use client";

import { useFormats } from "#components/patterns/language.ts";
import { useNow } from "#components/patterns/use-now.ts";
import { cn } from "#components/ui/cn.ts";

const STEP_MS = 5000;

type TimestampProps = { value: string; className?: string; isFocusable?: boolean };

/** How long ago, kept up to date; the date, time and zone on hover and on focus. */
export function Timestamp({ value, className, isFocusable = true }: TimestampProps) {
  const now = useNow(STEP_MS);
  const formats = useFormats();
  const absolute = formats.absolute(value);
  return (
    <time
      dateTime={value}
      title={absolute}
      {...(isFocusable ? { tabIndex: 0 } : {})}
      className={cn("group/time relative inline-block rounded tabular-nums", className)}
    >
      <span>{formats.relative(value, now)}</span>
      <span className="sr-only">{`, ${absolute}`}</span>
      <span
        aria-hidden
        className="absolute end-0 bottom-full z-10 mb-1 hidden rounded-md border bg-surface px-2 py-1 text-xs whitespace-nowrap text-ink shadow-card group-focus-visible/time:block"
      >
        {absolute}
      </span>
    </time>
  );
}
