"use client";

import { Plug } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";

/** `isAboveCatalog`: what can be connected follows on the same page, so no link has to lead there. */
export function NoConnections({ isAboveCatalog = false }: { isAboveCatalog?: boolean }) {
  const { can } = useSession();
  if (!can("write_connections")) {
    return (
      <EmptyState icon={Plug} title="No connections yet">
        An administrator of your workspace can connect a destination.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Plug}
      title="No connections yet"
      action={
        isAboveCatalog ? null : (
          <Link href="/workspace/connections/new" className={buttonVariants({ variant: "primary" })}>
            Connect a destination
          </Link>
        )
      }
    >
      A connection is a place where events are delivered: an account with one of these services, or a webhook URL.
    </EmptyState>
  );
}
