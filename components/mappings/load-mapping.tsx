"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRightLeft } from "lucide-react";
import { MappingEditor } from "#components/mappings/mapping-editor.tsx";
import { MappingSkeleton } from "#components/mappings/mapping-skeleton.tsx";
import { MappingView } from "#components/mappings/mapping-view.tsx";
import { describeError } from "#components/patterns/describe-error.ts";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { INTEGRATION_NAMES } from "#components/patterns/integration-names.ts";
import { Alert } from "#components/ui/alert.tsx";
import { mappingQueries } from "#lib/client/mappings.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";

/** A stored mapping can be seen and changed also while the account cannot say its fields. */
export function LoadMapping({ connection }: { connection: Connection }) {
  const { workspaceId, can } = useSession();
  const catalog = useQuery(mappingQueries.fields(workspaceId, connection.id));
  const mapping = useQuery(mappingQueries.default(workspaceId, connection.id));
  if (catalog.isPending || mapping.isPending) return <MappingSkeleton />;
  if (mapping.isLoadingError) return <ErrorState error={mapping.error} onRetry={() => void mapping.refetch()} />;
  if (catalog.isSuccess && catalog.data.fields.length === 0 && mapping.data.mapping.schema.fields.length === 0) {
    return (
      <EmptyState
        icon={ArrowRightLeft}
        title="There is nothing to map"
      >{`${INTEGRATION_NAMES[connection.type]} takes events as they are, so this connection needs no mapping.`}</EmptyState>
    );
  }
  const props = { connection, catalog: catalog.data, result: mapping.data };
  return (
    <div className="space-y-4">
      {catalog.isLoadingError ? (
        <Alert tone="warning">
          <strong className="font-semibold">The account's fields could not be loaded.</strong>
          <span>{` ${describeError(catalog.error).text}`}</span>
        </Alert>
      ) : null}
      {can("write_connections") ? <MappingEditor {...props} /> : <MappingView {...props} />}
    </div>
  );
}
