"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRightLeft } from "lucide-react";
import Link from "next/link";
import { ConnectionFormSkeleton } from "#components/connections/connection-form-skeleton.tsx";
import { EditConnection } from "#components/connections/edit-connection.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { NoWriteAccess } from "#components/patterns/lazy-empty-states.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { connectionQueries } from "#lib/client/connections.ts";
import { integrationQueries } from "#lib/client/integrations.ts";
import { useSession } from "#lib/client/session.ts";

export function EditConnectionPage({ connectionId }: { connectionId: string }) {
  const { can } = useSession();
  return (
    <>
      <PageHeader
        title="Edit connection"
        back="connections"
        actions={can("read_connections") ? <MappingsLink connectionId={connectionId} /> : null}
      />
      {can("write_connections") ? (
        <LoadConnection connectionId={connectionId} />
      ) : (
        <NoWriteAccess what="edit connections" />
      )}
    </>
  );
}

function MappingsLink({ connectionId }: { connectionId: string }) {
  return (
    <Link href={`/workspace/connections/${connectionId}/mappings`} className={buttonVariants()}>
      <ArrowRightLeft aria-hidden />
      <span>Mappings</span>
    </Link>
  );
}

function LoadConnection({ connectionId }: { connectionId: string }) {
  const { workspaceId } = useSession();
  const connection = useQuery(connectionQueries.detail(workspaceId, connectionId));
  const integrations = useQuery(integrationQueries.list());
  if (connection.isPending || integrations.isPending) return <ConnectionFormSkeleton />;
  if (connection.isLoadingError) {
    return <ErrorState error={connection.error} onRetry={() => void connection.refetch()} />;
  }
  if (integrations.isLoadingError) {
    return <ErrorState error={integrations.error} onRetry={() => void integrations.refetch()} />;
  }
  const integration = integrations.data.records.find(({ type }) => type === connection.data.type);
  if (!integration) return <ErrorState error={undefined} title="This type of connection is not supported" />;
  return <EditConnection key={connection.data.id} connection={connection.data} integration={integration} />;
}
