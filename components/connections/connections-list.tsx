"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { connectionColumns, type ConnectionAction } from "#components/connections/connection-columns.tsx";
import { DeleteConnection, PauseConnection } from "#components/connections/lazy-panels.tsx";
import { DataTable } from "#components/patterns/data-table.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { NoConnections } from "#components/patterns/no-connections.tsx";
import { StaleNote } from "#components/patterns/stale-note.tsx";
import { TableSkeleton } from "#components/patterns/table-skeleton.tsx";
import { connectionQueries } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { connectionsTexts } from "#lib/i18n/texts/connections.ts";

/** What those may see who may not change the settings. */
function mappingsHref({ id }: Connection): string {
  return `/workspace/connections/${id}/mappings`;
}

function editHref(connection: Connection): string {
  return `/workspace/connections/${connection.id}`;
}

/** What is connected. */
export function ConnectionsList() {
  const t = useTranslations(connectionsTexts);
  const common = useTranslations(commonTexts);
  const { workspaceId, can } = useSession();
  const [open, setOpen] = useState<{ action: ConnectionAction; id: string }>();
  const close = () => setOpen(undefined);
  const renderDetails = (row: Connection) => {
    if (row.id !== open?.id) return null;
    return open.action === "delete" ? (
      <DeleteConnection connection={row} onClose={close} />
    ) : (
      <PauseConnection key={row.id} connection={row} onClose={close} />
    );
  };
  const handleAction = (action: ConnectionAction, id: string) => setOpen({ action, id });
  const columns = connectionColumns(can("write_connections") ? handleAction : undefined, t);
  const connections = useQuery(connectionQueries.list(workspaceId));
  if (connections.isPending)
    return (
      <TableSkeleton caption={t("title")} loadingLabel={common("loading.connections")} columns={columns} rows={4} />
    );
  if (connections.isLoadingError)
    return <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />;
  const rows = connections.data.records.filter(({ hidden }) => !hidden);
  if (rows.length === 0) return <NoConnections isAboveCatalog />;
  return (
    <>
      <StaleNote isShown={connections.isRefetchError} />
      <DataTable
        caption={t("title")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={can("write_connections") ? editHref : mappingsHref}
        getRowDetails={renderDetails}
      />
    </>
  );
}
