"use client";

import { useState } from "react";
import { ConnectionForm } from "#components/connections/connection-form.tsx";
import { InactiveNote } from "#components/connections/inactive-note.tsx";
import { PauseCard } from "#components/connections/pause-card.tsx";
import { RotateSecret } from "#components/connections/rotate-secret.tsx";
import { TestCard } from "#components/connections/test-card.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { useUpdateConnection } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";

type EditConnectionProps = { connection: Connection; integration: Integration };

export function EditConnection({ connection, integration }: EditConnectionProps) {
  const { workspaceId } = useSession();
  const update = useUpdateConnection(workspaceId, connection.id);
  const [isSaved, setSaved] = useState(false);
  return (
    <div className="space-y-4">
      {connection.active ? null : <InactiveNote connection={connection} />}
      <ConnectionForm
        integration={integration}
        stored={connection}
        saveLabel="Save changes"
        onSave={(input) => update.mutateAsync(input)}
        onSaved={() => setSaved(true)}
        notice={isSaved && !update.isPending && !update.isError ? <SavedNote /> : null}
      />
      <TestCard connection={connection} />
      {connection.active ? <PauseCard connection={connection} /> : null}
      {connection.type === "webhook" ? <RotateSecret connection={connection} /> : null}
    </div>
  );
}

function SavedNote() {
  return (
    <Alert tone="success" role="status">
      Saved. The next delivery uses the new settings.
    </Alert>
  );
}
