"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRightLeft } from "lucide-react";
import Link from "next/link";
import { ConnectionFormSkeleton } from "#components/connections/connection-form-skeleton.tsx";
import { EditConnection } from "#components/connections/edit-connection.tsx";
import { useFormWords } from "#components/connections/form-words.ts";
import { useDestinationWords } from "#components/patterns/destination-words.ts";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { NoWriteAccess } from "#components/patterns/lazy-empty-states.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { connectionQueries } from "#lib/client/connections.ts";
import { integrationQueries } from "#lib/client/integrations.ts";
import { useSession } from "#lib/client/session.ts";
import { connectionTexts } from "#lib/i18n/texts/connection.ts";

export function EditConnectionPage({ connectionId }: { connectionId: string }) {
  const t = useTranslations(connectionTexts);
  const { can } = useSession();
  return (
    <>
      <PageHeader
        title={t("title")}
        back="connections"
        actions={can("read_connections") ? <MappingsLink connectionId={connectionId} /> : null}
      />
      {can("write_connections") ? (
        <LoadConnection connectionId={connectionId} />
      ) : (
        <NoWriteAccess what="connections.edit" />
      )}
    </>
  );
}

function MappingsLink({ connectionId }: { connectionId: string }) {
  const t = useTranslations(connectionTexts);
  return (
    <Link href={`/workspace/connections/${connectionId}/mappings`} className={buttonVariants()}>
      <ArrowRightLeft aria-hidden />
      <span>{t("mappings")}</span>
    </Link>
  );
}

function LoadConnection({ connectionId }: { connectionId: string }) {
  const t = useTranslations(connectionTexts);
  const { workspaceId } = useSession();
  const connection = useQuery(connectionQueries.detail(workspaceId, connectionId));
  const inWords = useDestinationWords(useFormWords());
  const integrations = useQuery({ ...integrationQueries.list(), select: inWords });
  if (connection.isPending || integrations.isPending) return <ConnectionFormSkeleton />;
  if (connection.isLoadingError) {
    return <ErrorState error={connection.error} onRetry={() => void connection.refetch()} />;
  }
  if (integrations.isLoadingError) {
    return <ErrorState error={integrations.error} onRetry={() => void integrations.refetch()} />;
  }
  const integration = integrations.data.records.find(({ type }) => type === connection.data.type);
  if (!integration) return <ErrorState error={undefined} title={t("unsupported")} />;
  return <EditConnection key={connection.data.id} connection={connection.data} integration={integration} />;
}
