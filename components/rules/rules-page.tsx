"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { newRuleHref } from "#components/patterns/list-links.ts";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { RulesList } from "#components/rules/rules-list.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";

export function RulesPage() {
  const { can, isEnded } = useSession();
  return (
    <>
      <PageHeader
        title="Rules"
        description="Which events go to which connection. A rule takes effect immediately."
        actions={
          can("write_rules") && !isEnded ? (
            <Link href={newRuleHref()} className={buttonVariants({ variant: "primary" })}>
              <Plus aria-hidden />
              <span>New rule</span>
            </Link>
          ) : null
        }
      />
      <RulesList />
    </>
  );
}
