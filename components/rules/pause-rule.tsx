"use client";

import { useState } from "react";
import { ConfirmPanel } from "#components/patterns/confirm-panel.tsx";
import { RuleSentence } from "#components/patterns/rule-sentence.tsx";
import { usePatchRule } from "#lib/client/rules.ts";
import { useSession } from "#lib/client/session.ts";
import type { Rule } from "#lib/contracts/rules.ts";

type PauseRuleProps = { rule: Rule; connectionName: string | undefined; onClose: () => void };

/** Pauses a rule that is active, resumes one that is not, after saying which events that concerns. */
export function PauseRule({ rule, connectionName, onClose }: PauseRuleProps) {
  const { workspaceId } = useSession();
  const patch = usePatchRule(workspaceId);
  // The list is read again before this closes: the question must not turn round meanwhile.
  const [isPausing] = useState(rule.active);
  const verb = isPausing ? "Pause" : "Resume";
  return (
    <ConfirmPanel
      title={`${verb} this rule?`}
      confirmLabel={`${verb} rule`}
      cancelLabel={isPausing ? "Keep it running" : "Leave it paused"}
      isHarmless
      onConfirm={() => patch.mutate({ ruleId: rule.id, active: !isPausing }, { onSuccess: onClose })}
      onCancel={onClose}
      isPending={patch.isPending}
      error={patch.error}
    >
      <p>
        <RuleSentence rule={rule} connectionName={connectionName} />
      </p>
      <p className="mt-1">
        {isPausing
          ? "New events are not delivered by it, not even later. Deliveries that already exist continue."
          : "It applies to events from now on. Events that were received while it was paused are not delivered by it."}
      </p>
    </ConfirmPanel>
  );
}
