"use client";

import { lazily } from "#components/patterns/lazily.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export const LazyCombobox = lazily(
  () => import("#components/patterns/combobox.tsx").then((file) => file.Combobox),
  () => <Skeleton className="h-8 w-full" />,
);
