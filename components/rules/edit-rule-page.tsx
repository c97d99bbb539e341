"use client";

import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { NoWriteAccess } from "#components/patterns/lazy-empty-states.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { LoadRuleForm } from "#components/rules/load-rule-form.tsx";
import { RuleFormSkeleton } from "#components/rules/rule-form-skeleton.tsx";
import { ruleQueries } from "#lib/client/rules.ts";
import { useSession } from "#lib/client/session.ts";
import { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";

export function EditRulePage({ ruleId }: { ruleId: string }) {
  const { can } = useSession();
  const t = useTranslations(ruleFormTexts);
  return (
    <>
      <PageHeader title={t("title.edit")} back="rules" />
      {can("write_rules") ? <LoadRule ruleId={ruleId} /> : <NoWriteAccess what="rules.edit" />}
    </>
  );
}

function LoadRule({ ruleId }: { ruleId: string }) {
  const { workspaceId } = useSession();
  // Read once: a form does not change under the hands of who fills it in.
  const rule = useQuery({ ...ruleQueries.detail(workspaceId, ruleId), refetchOnWindowFocus: false });
  if (rule.isPending) return <RuleFormSkeleton />;
  if (rule.isLoadingError) return <ErrorState error={rule.error} onRetry={() => void rule.refetch()} />;
  return <LoadRuleForm key={rule.data.id} rule={rule.data} />;
}
