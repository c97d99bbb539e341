"use client";

import { Waypoints } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { newRuleHref } from "#components/patterns/list-links.ts";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";
import { rulesTexts } from "#lib/i18n/texts/rules.ts";

export function NoRules() {
  const { can } = useSession();
  const t = useTranslations(rulesTexts);
  const action = can("write_rules") ? (
    <Link href={newRuleHref()} className={buttonVariants({ variant: "primary" })}>
      {t("empty.create")}
    </Link>
  ) : null;
  return (
    <EmptyState icon={Waypoints} title={t("empty.title")} action={action}>
      {t(action ? "empty.text" : "empty.text.ask")}
    </EmptyState>
  );
}
