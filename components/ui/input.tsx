import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

export const controlClasses =
  "w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-base text-ink transition-colors disabled:bg-muted disabled:text-soft aria-invalid:border-danger";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input data-slot="input" className={cn(controlClasses, "h-8", className)} {...props} />;
}
