"use client";

import type { ReactNode } from "react";
import { BackLink } from "#components/patterns/back-link.tsx";
import { useLook } from "#components/patterns/look.ts";
import { cn } from "#components/ui/cn.ts";
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
  const { areTitlesHidden } = useLook();
  const isEmpty = areTitlesHidden && !back && !actions;
  return (
    <header className={cn("flex flex-wrap items-start justify-between gap-x-4 gap-y-2", isEmpty ? "" : "mb-4")}>
      <div className="min-w-0">
        {back ? <BackLink page={back} /> : null}
        <div className={areTitlesHidden ? "sr-only" : ""}>
          <h1 id={PAGE_TITLE_ID} tabIndex={-1} className="text-xl font-semibold break-words">
            {title}
          </h1>
          {description ? <p className="mt-0.5 text-sm text-soft">{description}</p> : null}
        </div>
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </header>
  );
}
