"use client";

import { lazily } from "#components/patterns/lazily.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Attempt } from "#lib/contracts/attempts.ts";

export function DetailsSkeleton() {
  return (
    <div aria-busy className="mt-2 space-y-3 rounded-md border p-3">
      <Skeleton className="w-1/3" />
      <Skeleton className="w-full" />
      <Skeleton className="w-2/3" />
    </div>
  );
}

/** Most attempts are never opened. */
export const LazyAttemptDetails = lazily<{ attempt: Attempt }>(
  async () => (await import("#components/events/attempt-details.tsx")).AttemptDetails,
  DetailsSkeleton,
);
