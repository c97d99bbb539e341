"use client";

import { lazily } from "#components/patterns/lazily.tsx";
import { Card } from "#components/ui/card.tsx";

/** Figures come first; their pictures are loaded after them, in the room that they need. */
export const Activity = lazily(
  () => import("#components/dashboard/activity.tsx").then((file) => file.Activity),
  () => <Card aria-hidden className="h-72" />,
);

export const Pipeline = lazily(
  () => import("#components/dashboard/pipeline.tsx").then((file) => file.Pipeline),
  () => <Card aria-hidden className="h-40" />,
);

export const CustomRange = lazily(
  () => import("#components/patterns/custom-range.tsx").then((file) => file.CustomRange),
  () => <Card aria-hidden className="h-28" />,
);

export const ByConnection = lazily(
  () => import("#components/dashboard/by-connection.tsx").then((file) => file.ByConnection),
  () => null,
);
