"use client";

import { useId, type ComponentProps, type ReactNode } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";

type CheckFieldProps = ComponentProps<"input"> & { label: ReactNode; hint?: ReactNode };

export function CheckField({ label, hint, ...props }: CheckFieldProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <Checkbox id={id} aria-describedby={hint ? `${id}-hint` : undefined} className="mt-0.5" {...props} />
      <div className="min-w-0">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-xs text-soft">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
