"use client";

import { Unlink } from "lucide-react";
import Link from "next/link";
import { bdi, dangerStrong } from "#components/dashboard/rich-tags.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";
import type { BrokenRule } from "#lib/contracts/metrics.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";

export function BrokenRuleRow({ rule }: { rule: BrokenRule }) {
  const t = useTranslations(dashboardTexts);
  const destination = useTranslations(destinationsTexts);
  const { can } = useSession();
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <Unlink aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
      <div className="min-w-48 flex-1">
        <p className="font-medium break-words">
          <span>{t.rich("attention.brokenRule", { event: rule.event, bdi })}</span>
          <span> </span>
          <span className="font-normal text-soft">
            <bdi>{rule.connection_name}</bdi>
            <span>{` · ${destination(rule.integration_type)}`}</span>
          </span>
        </p>
        <p className="text-sm">
          {t.rich("attention.brokenRule.text", {
            strong: dangerStrong,
          })}
        </p>
        <p className="text-sm break-words text-soft">
          <bdi>{rule.problem}</bdi>
        </p>
      </div>
      {can("write_rules") ? (
        <Link href={`/workspace/rules/${rule.rule}`} className={buttonVariants({ size: "sm", variant: "primary" })}>
          {t("attention.fixRule")}
        </Link>
      ) : null}
    </li>
  );
}
