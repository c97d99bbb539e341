import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

export function Skeleton({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      data-slot="skeleton"
      aria-hidden
      className={cn("block h-3 max-w-full animate-pulse rounded bg-skeleton", className)}
      {...props}
    />
  );
}
