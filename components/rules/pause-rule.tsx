"use client";

import { useState } from "react";
import { ConfirmPanel } from "#components/patterns/confirm-panel.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { RuleSentence } from "#components/patterns/rule-sentence.tsx";
import { usePatchRule } from "#lib/client/rules.ts";
import { useSession } from "#lib/client/session.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import { rulesTexts } from "#lib/i18n/texts/rules.ts";

type PauseRuleProps = { rule: Rule; connectionName: string | undefined; onClose: () => void };

/** Pauses a rule that is active, resumes one that is not, after saying which events that concerns. */
export function PauseRule({ rule, connectionName, onClose }: PauseRuleProps) {
  const { workspaceId } = useSession();
  const t = useTranslations(rulesTexts);
  const patch = usePatchRule(workspaceId);
  // The list is read again before this closes: the question must not turn round meanwhile.
  const [isPausing] = useState(rule.active);
  const change = isPausing ? "pause" : "resume";
  return (
    <ConfirmPanel
      title={t(`${change}.question`)}
      confirmLabel={t(`${change}.confirm`)}
      cancelLabel={t(`${change}.cancel`)}
      isHarmless
      onConfirm={() => patch.mutate({ ruleId: rule.id, active: !isPausing }, { onSuccess: onClose })}
      onCancel={onClose}
      isPending={patch.isPending}
      error={patch.error}
    >
      <p>
        <RuleSentence rule={rule} connectionName={connectionName} />
      </p>
      <p className="mt-1">{t(`${change}.effect`)}</p>
    </ConfirmPanel>
  );
}
