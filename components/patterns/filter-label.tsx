"use client";

import { useId, type ReactNode } from "react";

type FilterLabelProps = { label: string; children: (id: string) => ReactNode };

export function FilterLabel({ label, children }: FilterLabelProps) {
  const id = useId();
  return (
    <div className="min-w-32 flex-1 sm:max-w-48">
      <label htmlFor={id} className="mb-0.5 block text-xs text-soft">
        {label}
      </label>
      <div>{children(id)}</div>
    </div>
  );
}
