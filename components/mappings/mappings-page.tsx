"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { LoadMapping } from "#components/mappings/load-mapping.tsx";
import { MappingSkeleton } from "#components/mappings/mapping-skeleton.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { NoWriteAccess } from "#components/patterns/lazy-empty-states.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { connectionQueries } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

/** How events become the fields of one connection's destination. */
export function MappingsPage({ connectionId }: { connectionId: string }) {
  const { can } = useSession();
  const t = useTranslations(mappingsTexts);
  return (
    <>
      <Link
        href={can("write_connections") ? `/workspace/connections/${connectionId}` : "/workspace/connections"}
        className="mb-1 inline-flex items-center gap-1 text-sm text-soft hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-3.5 rtl:-scale-x-100" />
        <span>{t(can("write_connections") ? "back.connection" : "back.connections")}</span>
      </Link>
      <PageHeader title={t("title")} description={t("description")} />
      {can("read_connections") ? (
        <LoadConnection connectionId={connectionId} />
      ) : (
        <NoWriteAccess what="mappings.view" />
      )}
    </>
  );
}

function LoadConnection({ connectionId }: { connectionId: string }) {
  const { workspaceId } = useSession();
  const connection = useQuery(connectionQueries.detail(workspaceId, connectionId));
  if (connection.isPending) return <MappingSkeleton />;
  if (connection.isLoadingError) {
    return <ErrorState error={connection.error} onRetry={() => void connection.refetch()} />;
  }
  return <LoadMapping connection={connection.data} />;
}
