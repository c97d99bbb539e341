"use client";

import { Unlink } from "lucide-react";
import Link from "next/link";
import { INTEGRATION_NAMES } from "#components/patterns/integration-names.ts";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";
import type { BrokenRule } from "#lib/contracts/metrics.ts";

export function BrokenRuleRow({ rule }: { rule: BrokenRule }) {
  const { can } = useSession();
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <Unlink aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
      <div className="min-w-48 flex-1">
        <p className="font-medium break-words">
          <span>{`The rule for ${rule.event} `}</span>
          <span className="font-normal text-soft">{`${rule.connection_name} · ${INTEGRATION_NAMES[rule.integration_type]}`}</span>
        </p>
        <p className="text-sm">
          <strong className="font-semibold text-danger">Broken.</strong>
          <span>{` It refers to something that no longer exists, so all of its deliveries fail. Edit the rule or delete it.`}</span>
        </p>
        <p className="text-sm break-words text-soft">{rule.problem}</p>
      </div>
      {can("write_rules") ? (
        <Link href={`/workspace/rules/${rule.rule}`} className={buttonVariants({ size: "sm", variant: "primary" })}>
          Fix rule
        </Link>
      ) : null}
    </li>
  );
}
