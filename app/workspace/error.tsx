"use client";

import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { workspaceTexts } from "#lib/i18n/texts/workspace.ts";

/** Inside the frame, so that the navigation and the token survive a page that breaks. */
export default function WorkspaceError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations(workspaceTexts);
  return <ErrorState title={t("error.page")} error={error} onRetry={retry} />;
}
