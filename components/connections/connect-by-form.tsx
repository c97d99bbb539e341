"use client";

import { ConnectionForm } from "#components/connections/connection-form.tsx";
import { useCreateConnection } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";

type ConnectByFormProps = { integration: Integration; onCreated: (connection: Connection) => void };

/** Connecting with what is typed in: an address, a key. */
export function ConnectByForm({ integration, onCreated }: ConnectByFormProps) {
  const { workspaceId } = useSession();
  const create = useCreateConnection(workspaceId);
  return (
    <ConnectionForm
      integration={integration}
      saveLabel="Create connection"
      onSave={(input) => create.mutateAsync({ type: integration.type, ...input })}
      onSaved={onCreated}
    />
  );
}
