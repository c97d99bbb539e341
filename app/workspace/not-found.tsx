"use client";

import { useTranslations } from "#components/patterns/language.ts";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { workspaceTexts } from "#lib/i18n/texts/workspace.ts";

export default function WorkspaceNotFound() {
  const t = useTranslations(workspaceTexts);
  return <PageHeader title={t("missing.title")} description={t("missing.description")} />;
}
