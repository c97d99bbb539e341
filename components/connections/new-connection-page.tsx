"use client";

import { Catalog } from "#components/connections/catalog.tsx";
import { NoWriteAccess } from "#components/patterns/lazy-empty-states.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { useSession } from "#lib/client/session.ts";

export function NewConnectionPage() {
  const { can } = useSession();
  return (
    <>
      <PageHeader title="New connection" description="Choose where events should be delivered." back="connections" />
      {can("write_connections") ? <Catalog /> : <NoWriteAccess what="create connections" />}
    </>
  );
}
