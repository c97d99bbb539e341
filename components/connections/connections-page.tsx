"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { Catalogue } from "#components/connections/catalogue.tsx";
import { ConnectionsList } from "#components/connections/connections-list.tsx";
import { DisconnectedNote } from "#components/connections/disconnected-note.tsx";
import { OpenAttemptNote } from "#components/connections/open-attempt-note.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";

export function ConnectionsPage() {
  const { can, isEnded } = useSession();
  const canConnect = can("write_connections") && !isEnded;
  return (
    <>
      <PageHeader
        title="Connections"
        description="Where events are delivered to."
        actions={
          canConnect ? (
            <Link href="/workspace/connections/new" className={buttonVariants({ variant: "primary" })}>
              <Plus aria-hidden />
              New connection
            </Link>
          ) : null
        }
      />
      <DisconnectedNote />
      <OpenAttemptNote />
      <ConnectionsList />
      {canConnect ? (
        <section aria-labelledby="available-title" className="mt-6">
          <h2 id="available-title" className="mb-2 text-base font-semibold">
            Available
          </h2>
          <Catalogue />
        </section>
      ) : null}
    </>
  );
}
