import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";
import { controlClasses } from "#components/ui/input.tsx";

export function Textarea({ className, rows = 6, ...props }: ComponentProps<"textarea">) {
  return <textarea data-slot="textarea" rows={rows} className={cn(controlClasses, "py-1.5", className)} {...props} />;
}
