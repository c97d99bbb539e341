"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { PAGE_LABELS } from "#components/patterns/page-labels.ts";
import { useSession } from "#lib/client/session.ts";
import type { LaunchPage } from "#lib/contracts/sessions.ts";

/** Sessions may stand on a page whose list they may not open. */
export function BackLink({ page }: { page: LaunchPage }) {
  const { session } = useSession();
  if (!session.pages.includes(page)) return null;
  return (
    <Link href={`/workspace/${page}`} className="mb-1 inline-flex items-center gap-1 text-sm text-soft hover:text-ink">
      <ArrowLeft aria-hidden className="size-3.5" />
      <span>{PAGE_LABELS[page]}</span>
    </Link>
  );
}
