"use client";

import Link from "next/link";
import { RuleConnectionFields } from "#components/rules/rule-connection-fields.tsx";
import { RuleEventFields } from "#components/rules/rule-event-fields.tsx";
import { useRuleForm } from "#components/rules/use-rule-form.ts";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";

type NewRuleFormProps = { connections: readonly ConnectionSummary[]; integrations: readonly Integration[] };

export function NewRuleForm({ connections, integrations }: NewRuleFormProps) {
  const { form, submit, create } = useRuleForm({ connections, integrations });
  const isBusy = create.isPending || create.isSuccess;
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="max-w-2xl space-y-4">
      <Card className="space-y-3 p-4">
        <RuleEventFields form={form} />
        <RuleConnectionFields form={form} connections={connections} integrations={integrations} />
      </Card>
      {create.error ? <ErrorNote title="The rule was not made." error={create.error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={isBusy}>
          {isBusy ? <Spinner /> : null}
          {isBusy ? "Saving…" : "Create rule"}
        </Button>
        <Link href="/workspace/rules" className={buttonVariants({ variant: "ghost" })}>
          Back to rules
        </Link>
      </div>
    </form>
  );
}
