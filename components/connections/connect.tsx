"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { isOAuth } from "#components/connections/catalogue-words.ts";
import { ConnectionCreatedPanel } from "#components/connections/connection-created-panel.tsx";
import { ConnectionFormSkeleton } from "#components/connections/connection-form-skeleton.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";

// Each way to connect is loaded where it is used.
const ConnectByForm = dynamic(
  () => import("#components/connections/connect-by-form.tsx").then((module) => module.ConnectByForm),
  { loading: ConnectionFormSkeleton },
);
const ConnectByOAuth = dynamic(
  () => import("#components/connections/connect-by-oauth.tsx").then((module) => module.ConnectByOAuth),
  { loading: ConnectionFormSkeleton },
);

export function Connect({ integration }: { integration: Integration }) {
  const [created, setCreated] = useState<Connection>();
  return (
    <>
      <PageHeader title={created ? "Connection created" : `Connect ${integration.name}`} back="connections" />
      {isOAuth(integration) ? <ConnectByOAuth integration={integration} /> : null}
      {isOAuth(integration) || created ? null : <ConnectByForm integration={integration} onCreated={setCreated} />}
      {created ? <ConnectionCreatedPanel connection={created} /> : null}
    </>
  );
}
