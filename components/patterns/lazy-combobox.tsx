"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton.tsx";

export const LazyCombobox = dynamic(() => import("#components/patterns/combobox.tsx").then((file) => file.Combobox), {
  loading: () => <Skeleton className="h-8 w-full" />,
});
