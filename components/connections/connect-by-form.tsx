"use client";

import { ConnectionForm } from "#components/connections/connection-form.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { useCreateConnection } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { connectTexts } from "#lib/i18n/texts/connect.ts";

type ConnectByFormProps = { integration: Integration; onCreated: (connection: Connection) => void };

/** Connecting with what is typed in: an address, a key. */
export function ConnectByForm({ integration, onCreated }: ConnectByFormProps) {
  const t = useTranslations(connectTexts);
  const { workspaceId } = useSession();
  const create = useCreateConnection(workspaceId);
  return (
    <ConnectionForm
      integration={integration}
      saveLabel={t("create")}
      onSave={(input) => create.mutateAsync({ type: integration.type, ...input })}
      onSaved={onCreated}
    />
  );
}
