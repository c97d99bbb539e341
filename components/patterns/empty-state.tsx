import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = { icon: LucideIcon; title: string; children?: ReactNode; action?: ReactNode };

/** Nothing to show yet: says why and offers the next step. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div
      data-slot="empty-state"
      className="flex flex-col items-center rounded-lg border border-dashed px-6 py-10 text-center"
    >
      <Icon aria-hidden className="mb-3 size-6 text-soft" />
      <p className="font-medium">{title}</p>
      {children ? <p className="mt-1 max-w-md text-sm text-soft">{children}</p> : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
