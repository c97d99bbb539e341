"use client";

import { lazily } from "#components/patterns/lazily.tsx";

// Most visits have data and may change it: what is said otherwise is loaded when it is needed.
function Nothing() {
  return null;
}

export const NoConnections = lazily(
  () => import("#components/patterns/no-connections.tsx").then((module) => module.NoConnections),
  Nothing,
);

export const NoWriteAccess = lazily(
  () => import("#components/patterns/no-write-access.tsx").then((module) => module.NoWriteAccess),
  Nothing,
);
