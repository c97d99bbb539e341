"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ConnectionForm } from "#components/connections/connection-form.tsx";
import { ConnectionFormSkeleton } from "#components/connections/connection-form-skeleton.tsx";
import { IntegrationPicker } from "#components/connections/integration-picker.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useCreateConnection } from "#lib/client/connections.ts";
import { integrationQueries } from "#lib/client/integrations.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";

export function NewConnectionForm({ onCreated }: { onCreated: (connection: Connection) => void }) {
  const integrations = useQuery(integrationQueries.list());
  if (integrations.isPending) return <ConnectionFormSkeleton />;
  if (integrations.isLoadingError) {
    return <ErrorState error={integrations.error} onRetry={() => void integrations.refetch()} />;
  }
  return <CreateForm integrations={integrations.data.records.filter(hasForm)} onCreated={onCreated} />;
}

/** A form can only ask for what is typed in; other integrations are connected by a sign-in. */
function hasForm({ authentication }: Integration): boolean {
  return authentication.type !== "oauth";
}

type CreateFormProps = { integrations: readonly Integration[]; onCreated: (connection: Connection) => void };

function CreateForm({ integrations, onCreated }: CreateFormProps) {
  const { workspaceId } = useSession();
  const create = useCreateConnection(workspaceId);
  const [type, setType] = useState("webhook");
  const integration = integrations.find((candidate) => candidate.type === type) ?? integrations[0];
  if (!integration) return <ErrorState error={undefined} title="This server offers no integration" />;
  return (
    <>
      <IntegrationPicker integrations={integrations} value={integration.type} onChange={setType} />
      <ConnectionForm
        key={integration.type}
        integration={integration}
        saveLabel="Create connection"
        onSave={(input) => create.mutateAsync({ type: integration.type, ...input })}
        onSaved={onCreated}
      />
    </>
  );
}
