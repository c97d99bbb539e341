"use client";

import { ListFilter } from "lucide-react";
import Link from "next/link";
import { CopyButton } from "#components/patterns/copy-button.tsx";
import { formatPath, type JsonPath, payloadSearch, valueOf } from "#components/patterns/json-path.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { eventsHref } from "#components/patterns/list-links.ts";
import { buttonVariants } from "#components/ui/button.tsx";
import { payloadTexts } from "#lib/i18n/texts/payload.ts";

/** What can be done with one value of a payload. */
export function LeafActions({ path, token }: { path: JsonPath; token: string }) {
  const t = useTranslations(payloadTexts);
  const search = payloadSearch(path, token);
  return (
    <div className="my-1 flex flex-wrap items-center gap-2 font-sans">
      <CopyButton value={formatPath(path)} label={t("leaf.copy-path")} isLabelShown />
      <CopyButton value={valueOf(token)} label={t("leaf.copy-value")} isLabelShown />
      {search === undefined ? null : (
        <Link href={eventsHref({ search })} className={buttonVariants({ variant: "secondary", size: "sm" })}>
          <ListFilter aria-hidden />
          <span>{t("leaf.filter")}</span>
        </Link>
      )}
    </div>
  );
}
