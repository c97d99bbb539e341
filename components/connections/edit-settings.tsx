"use client";

import { useState } from "react";
import { accountLabel } from "#components/connections/account-label.ts";
import { ConnectionForm } from "#components/connections/connection-form.tsx";
import { InactiveNote } from "#components/connections/inactive-note.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { useUpdateConnection } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";

type EditSettingsProps = { connection: Connection; integration: Integration };

/** What was typed in when it was connected. */
export function EditSettings({ connection, integration }: EditSettingsProps) {
  const { workspaceId } = useSession();
  const update = useUpdateConnection(workspaceId, connection.id);
  const [isSaved, setSaved] = useState(false);
  const account = accountLabel(connection);
  return (
    <>
      {connection.active ? null : <InactiveNote connection={connection} />}
      {account === undefined ? null : (
        <p className="max-w-2xl break-words">
          <span>Connected to </span>
          <strong className="font-semibold">{account}</strong>
        </p>
      )}
      <ConnectionForm
        integration={integration}
        stored={connection}
        saveLabel="Save changes"
        onSave={(input) => update.mutateAsync(input)}
        onSaved={() => setSaved(true)}
        notice={isSaved && !update.isPending && !update.isError ? <SavedNote account={account} /> : null}
      />
    </>
  );
}

function SavedNote({ account }: { account: string | undefined }) {
  return (
    <Alert
      tone="success"
      role="status"
    >{`Saved${account === undefined ? "" : ` and verified: connected to ${account}`}. The next delivery uses the new settings.`}</Alert>
  );
}
