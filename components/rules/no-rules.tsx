"use client";

import { Waypoints } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { newRuleHref } from "#components/patterns/list-links.ts";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";

export function NoRules() {
  const { can } = useSession();
  const action = can("write_rules") ? (
    <Link href={newRuleHref()} className={buttonVariants({ variant: "primary" })}>
      Create a rule
    </Link>
  ) : null;
  return (
    <EmptyState
      icon={Waypoints}
      title="No rules yet"
      action={action}
    >{`Without a rule, events are received and kept, but not delivered.${action ? "" : " An administrator of your workspace can create one."}`}</EmptyState>
  );
}
