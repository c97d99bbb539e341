"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { ConnectionsList } from "#components/connections/connections-list.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";

export function ConnectionsPage() {
  const { can, isEnded } = useSession();
  return (
    <>
      <PageHeader
        title="Connections"
        description="Where events are delivered to."
        actions={
          can("write_connections") && !isEnded ? (
            <Link href="/workspace/connections/new" className={buttonVariants({ variant: "primary" })}>
              <Plus aria-hidden />
              New connection
            </Link>
          ) : null
        }
      />
      <ConnectionsList />
    </>
  );
}
