import type { ReactNode } from "react";

/** The box that data and skeleton share, so that both have the same geometry. */
export function TableFrame({ children, isBusy = false }: { children: ReactNode; isBusy?: boolean }) {
  return (
    <div aria-busy={isBusy} className="@container rounded-lg border bg-surface shadow-card">
      <table className="w-full table-fixed border-collapse text-sm">{children}</table>
    </div>
  );
}
