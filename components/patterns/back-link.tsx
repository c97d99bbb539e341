"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "#components/patterns/language.ts";
import { useSession } from "#lib/client/session.ts";
import type { LaunchPage } from "#lib/contracts/sessions.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";

/** Sessions may stand on a page whose list they may not open. */
export function BackLink({ page }: { page: LaunchPage }) {
  const { session } = useSession();
  const t = useTranslations(commonTexts);
  if (!session.pages.includes(page)) return null;
  return (
    <Link href={`/workspace/${page}`} className="mb-1 inline-flex items-center gap-1 text-sm text-soft hover:text-ink">
      <ArrowLeft aria-hidden className="size-3.5 rtl:rotate-180" />
      <span>{t(`page.${page}`)}</span>
    </Link>
  );
}
