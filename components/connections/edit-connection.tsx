"use client";

import { isOAuth } from "#components/connections/catalog-words.ts";
import { ConnectionFormSkeleton } from "#components/connections/connection-form-skeleton.tsx";
import { ConnectionWarnings } from "#components/connections/connection-warnings.tsx";
import { PauseCard } from "#components/connections/pause-card.tsx";
import { RotateSecret } from "#components/connections/rotate-secret.tsx";
import { TestCard } from "#components/connections/test-card.tsx";
import { lazily } from "#components/patterns/lazily.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";

const EditSettings = lazily(
  () => import("#components/connections/edit-settings.tsx").then((module) => module.EditSettings),
  ConnectionFormSkeleton,
);
const EditOAuthConnection = lazily(
  () => import("#components/connections/edit-oauth-connection.tsx").then((module) => module.EditOAuthConnection),
  ConnectionFormSkeleton,
);

type EditConnectionProps = { connection: Connection; integration: Integration };

export function EditConnection({ connection, integration }: EditConnectionProps) {
  const Edit = isOAuth(integration) ? EditOAuthConnection : EditSettings;
  return (
    <div className="space-y-4">
      <ConnectionWarnings connection={connection} />
      <Edit connection={connection} integration={integration} />
      <TestCard connection={connection} integration={integration} />
      {connection.active ? <PauseCard connection={connection} /> : null}
      {connection.type === "webhook" ? <RotateSecret connection={connection} /> : null}
    </div>
  );
}
