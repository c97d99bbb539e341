"use client";

import { Skeleton } from "#components/ui/skeleton.tsx";

export function DetailsSkeleton() {
  return (
    <div aria-busy className="mt-2 space-y-3 rounded-md border p-3">
      <Skeleton className="w-1/3" />
      <Skeleton className="w-full" />
      <Skeleton className="w-2/3" />
    </div>
  );
}
