"use client";

import type { AttemptDetailsProps } from "#components/events/attempt-details.tsx";
import { DetailsSkeleton } from "#components/events/details-skeleton.tsx";
import { lazily } from "#components/patterns/lazily.tsx";

/** Most attempts are never opened. */
export const LazyAttemptDetails = lazily<AttemptDetailsProps>(
  async () => (await import("#components/events/attempt-details.tsx")).AttemptDetails,
  DetailsSkeleton,
);
