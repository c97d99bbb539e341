"use client";

import { ConfirmPanel } from "#components/patterns/confirm-panel.tsx";
import { RuleSentence } from "#components/patterns/rule-sentence.tsx";
import { useDeleteRule } from "#lib/client/rules.ts";
import { useSession } from "#lib/client/session.ts";
import type { Rule } from "#lib/contracts/rules.ts";

type DeleteRuleProps = { rule: Rule; connectionName: string | undefined; onClose: () => void };

export function DeleteRule({ rule, connectionName, onClose }: DeleteRuleProps) {
  const { workspaceId } = useSession();
  const remove = useDeleteRule(workspaceId);
  return (
    <ConfirmPanel
      title="Delete this rule?"
      confirmLabel="Delete rule"
      onConfirm={() => remove.mutate(rule.id, { onSuccess: onClose })}
      onCancel={onClose}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p>
        <RuleSentence rule={rule} connectionName={connectionName} />
      </p>
      <p className="mt-1">New events are no longer delivered by it. Events that were already received are kept.</p>
    </ConfirmPanel>
  );
}
