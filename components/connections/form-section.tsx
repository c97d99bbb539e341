import type { ReactNode } from "react";

type FormSectionProps = { title: string; hint?: ReactNode; children: ReactNode };

export function FormSection({ title, hint, children }: FormSectionProps) {
  return (
    <fieldset className="min-w-0 rounded-lg border bg-surface px-4 pt-1 pb-4 shadow-card">
      <legend className="px-1 text-sm font-semibold">{title}</legend>
      {hint ? <p className="mb-3 text-xs text-soft">{hint}</p> : null}
      <div className="space-y-3">{children}</div>
    </fieldset>
  );
}
