"use client";

import { Catalogue } from "#components/connections/catalogue.tsx";
import { NoWriteAccess } from "#components/patterns/lazy-empty-states.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { useSession } from "#lib/client/session.ts";

export function NewConnectionPage() {
  const { can } = useSession();
  return (
    <>
      <PageHeader title="New connection" description="Choose where events should be delivered to." back="connections" />
      {can("write_connections") ? <Catalogue /> : <NoWriteAccess what="make connections" />}
    </>
  );
}
