"use client";

import { Catalog } from "#components/connections/catalog.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { NoWriteAccess } from "#components/patterns/lazy-empty-states.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { useSession } from "#lib/client/session.ts";
import { connectionsTexts } from "#lib/i18n/texts/connections.ts";

export function NewConnectionPage() {
  const t = useTranslations(connectionsTexts);
  const { can } = useSession();
  return (
    <>
      <PageHeader title={t("new")} description={t("new.description")} back="connections" />
      {can("write_connections") ? <Catalog /> : <NoWriteAccess what="connections.create" />}
    </>
  );
}
