"use client";

import { useState } from "react";
import { ConnectionCreatedPanel } from "#components/connections/connection-created-panel.tsx";
import { NewConnectionForm } from "#components/connections/new-connection-form.tsx";
import { NoWriteAccess } from "#components/patterns/no-write-access.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";

export function NewConnectionPage() {
  const { can } = useSession();
  const [created, setCreated] = useState<Connection>();
  if (!can("write_connections")) {
    return (
      <>
        <PageHeader title="New connection" back="connections" />
        <NoWriteAccess what="make connections" />
      </>
    );
  }
  return (
    <>
      <PageHeader title={created ? "Connection created" : "New connection"} back="connections" />
      {created ? <ConnectionCreatedPanel connection={created} /> : <NewConnectionForm onCreated={setCreated} />}
    </>
  );
}
