"use client";

import { Plug } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";
import { emptyStatesTexts } from "#lib/i18n/texts/empty-states.ts";

/** `isAboveCatalog`: what can be connected follows on the same page, so no link has to lead there. */
export function NoConnections({ isAboveCatalog = false }: { isAboveCatalog?: boolean }) {
  const { can } = useSession();
  const t = useTranslations(emptyStatesTexts);
  if (!can("write_connections")) {
    return (
      <EmptyState icon={Plug} title={t("connections.title")}>
        {t("connections.ask")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Plug}
      title={t("connections.title")}
      action={
        isAboveCatalog ? null : (
          <Link href="/workspace/connections/new" className={buttonVariants({ variant: "primary" })}>
            {t("connections.connect")}
          </Link>
        )
      }
    >
      {t("connections.what")}
    </EmptyState>
  );
}
