"use client";

import { useTranslations } from "#components/patterns/language.ts";
import { NoWriteAccess } from "#components/patterns/lazy-empty-states.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { LoadRuleForm } from "#components/rules/load-rule-form.tsx";
import { useSession } from "#lib/client/session.ts";
import { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";

export function NewRulePage() {
  const { can } = useSession();
  const t = useTranslations(ruleFormTexts);
  return (
    <>
      <PageHeader title={t("title.new")} back="rules" />
      {can("write_rules") ? <LoadRuleForm /> : <NoWriteAccess what="rules.create" />}
    </>
  );
}
