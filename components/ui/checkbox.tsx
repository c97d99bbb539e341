import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

export function Checkbox({ className, ...props }: ComponentProps<"input">) {
  return (
    <input data-slot="checkbox" className={cn("size-4 shrink-0 accent-brand", className)} {...props} type="checkbox" />
  );
}
