"use client";

import { DashboardContent } from "#components/dashboard/dashboard-content.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

export function DashboardPage() {
  const t = useTranslations(dashboardTexts);
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <DashboardContent />
    </>
  );
}
