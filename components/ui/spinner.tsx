import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

export function Spinner({ className, ...props }: ComponentProps<"svg">) {
  return (
    <svg
      data-slot="spinner"
      aria-hidden
      viewBox="0 0 16 16"
      fill="none"
      className={cn("size-3.5 animate-spin", className)}
      {...props}
    >
      <circle cx="8" cy="8" r="6" stroke="currentColor" strokeOpacity="0.25" strokeWidth="2" />
      <path d="M14 8a6 6 0 0 0-6-6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
