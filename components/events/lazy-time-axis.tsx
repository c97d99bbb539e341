"use client";

import { lazily } from "#components/patterns/lazily.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { EventDetail } from "#lib/contracts/events.ts";

function AxisSkeleton() {
  return (
    <Card aria-busy className="space-y-4 p-4">
      <Skeleton className="w-1/4" />
      <Skeleton className="w-full" />
    </Card>
  );
}

/** The state of the deliveries stands below, and is not held up by the drawing of it. */
export const LazyTimeAxis = lazily<{ event: EventDetail }>(
  async () => (await import("#components/events/time-axis.tsx")).TimeAxis,
  AxisSkeleton,
);
