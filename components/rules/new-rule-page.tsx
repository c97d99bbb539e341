"use client";

import { NewRule } from "#components/rules/new-rule.tsx";
import { NoWriteAccess } from "#components/patterns/no-write-access.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { useSession } from "#lib/client/session.ts";

export function NewRulePage() {
  const { can } = useSession();
  return (
    <>
      <PageHeader title="New rule" back="rules" />
      {can("write_rules") ? <NewRule /> : <NoWriteAccess what="make rules" />}
    </>
  );
}
