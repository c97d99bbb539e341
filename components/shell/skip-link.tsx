"use client";

import type { MouseEvent } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { workspaceTexts } from "#lib/i18n/texts/workspace.ts";

export const CONTENT_ID = "workspace-content";

/** Following the fragment would add an entry to the history that the frame shares with its host. */
function handleClick(event: MouseEvent) {
  event.preventDefault();
  document.getElementById(CONTENT_ID)?.focus();
}

export function SkipLink() {
  const t = useTranslations(workspaceTexts);
  return (
    <a
      href={`#${CONTENT_ID}`}
      onClick={handleClick}
      className="sr-only focus:not-sr-only focus:mb-2 focus:inline-block focus:rounded-md focus:border focus:bg-surface focus:px-3 focus:py-1.5 focus:text-link"
    >
      {t("skip")}
    </a>
  );
}
