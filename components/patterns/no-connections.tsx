"use client";

import { Plug } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";

export function NoConnections() {
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
        <Link href="/workspace/connections/new" className={buttonVariants({ variant: "primary" })}>
          Connect a destination
        </Link>
      }
    >
      A connection is a place that events can be delivered to, such as the address of a webhook.
    </EmptyState>
  );
}
