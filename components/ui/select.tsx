import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";
import { controlClasses } from "#components/ui/input.tsx";

export function Select({ className, ...props }: ComponentProps<"select">) {
  return <select data-slot="select" className={cn(controlClasses, "h-8 pe-1.5", className)} {...props} />;
}
