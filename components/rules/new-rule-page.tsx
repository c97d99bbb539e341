"use client";

import { NoWriteAccess } from "#components/patterns/lazy-empty-states.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { LoadRuleForm } from "#components/rules/load-rule-form.tsx";
import { useSession } from "#lib/client/session.ts";

export function NewRulePage() {
  const { can } = useSession();
  return (
    <>
      <PageHeader title="New rule" back="rules" />
      {can("write_rules") ? <LoadRuleForm /> : <NoWriteAccess what="create rules" />}
    </>
  );
}
