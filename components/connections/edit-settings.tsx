"use client";

import { useState } from "react";
import { accountLabel } from "#components/connections/account-label.ts";
import { ConnectionForm } from "#components/connections/connection-form.tsx";
import { emphasize } from "#components/connections/emphasize.tsx";
import { InactiveNote } from "#components/connections/inactive-note.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { useUpdateConnection } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { connectionTexts } from "#lib/i18n/texts/connection.ts";

type EditSettingsProps = { connection: Connection; integration: Integration };

/** What was typed in when it was connected. */
export function EditSettings({ connection, integration }: EditSettingsProps) {
  const t = useTranslations(connectionTexts);
  const { workspaceId } = useSession();
  const update = useUpdateConnection(workspaceId, connection.id);
  const [isSaved, setSaved] = useState(false);
  const account = accountLabel(connection);
  return (
    <>
      {connection.active ? null : <InactiveNote connection={connection} />}
      {account === undefined ? null : (
        <p className="max-w-2xl break-words">
          {t.rich("settings.account", {
            account,
            strong: emphasize,
          })}
        </p>
      )}
      <ConnectionForm
        integration={integration}
        stored={connection}
        saveLabel={t("settings.save")}
        onSave={(input) => update.mutateAsync(input)}
        onSaved={() => setSaved(true)}
        notice={isSaved && !update.isPending && !update.isError ? <SavedNote account={account} /> : null}
      />
    </>
  );
}

function SavedNote({ account }: { account: string | undefined }) {
  const t = useTranslations(connectionTexts);
  return (
    <Alert tone="success" role="status">
      {account === undefined ? t("settings.saved") : t("settings.saved.account", { account })}
    </Alert>
  );
}
