"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "#components/patterns/language.ts";
import { newRuleHref } from "#components/patterns/list-links.ts";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { RulesList } from "#components/rules/rules-list.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";
import { rulesTexts } from "#lib/i18n/texts/rules.ts";

export function RulesPage() {
  const { can, isEnded } = useSession();
  const t = useTranslations(rulesTexts);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          can("write_rules") && !isEnded ? (
            <Link href={newRuleHref()} className={buttonVariants({ variant: "primary" })}>
              <Plus aria-hidden />
              <span>{t("new")}</span>
            </Link>
          ) : null
        }
      />
      <RulesList />
    </>
  );
}
