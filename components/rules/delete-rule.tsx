"use client";

import { ConfirmPanel } from "#components/patterns/confirm-panel.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { RuleSentence } from "#components/patterns/rule-sentence.tsx";
import { useDeleteRule } from "#lib/client/rules.ts";
import { useSession } from "#lib/client/session.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import { rulesTexts } from "#lib/i18n/texts/rules.ts";

type DeleteRuleProps = { rule: Rule; connectionName: string | undefined; onClose: () => void };

export function DeleteRule({ rule, connectionName, onClose }: DeleteRuleProps) {
  const { workspaceId } = useSession();
  const t = useTranslations(rulesTexts);
  const remove = useDeleteRule(workspaceId);
  return (
    <ConfirmPanel
      title={t("delete.question")}
      confirmLabel={t("delete.confirm")}
      onConfirm={() => remove.mutate(rule.id, { onSuccess: onClose })}
      onCancel={onClose}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p>
        <RuleSentence rule={rule} connectionName={connectionName} />
      </p>
      <p className="mt-1">{t("delete.effect")}</p>
    </ConfirmPanel>
  );
}
