import type { ReactNode } from "react";
import { BackLink } from "#components/patterns/back-link.tsx";
import type { LaunchPage } from "#lib/contracts/sessions.ts";

/** The shell moves focus to this heading when the page changes. */
export const PAGE_TITLE_ID = "page-title";

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** The list that this page belongs to. */
  back?: LaunchPage;
};

export function PageHeader({ title, description, actions, back }: PageHeaderProps) {
  return (
    <header className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        {back ? <BackLink page={back} /> : null}
        <h1 id={PAGE_TITLE_ID} tabIndex={-1} className="text-xl font-semibold break-words">
          {title}
        </h1>
        {description ? <p className="mt-0.5 text-sm text-soft">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </header>
  );
}
