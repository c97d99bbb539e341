"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { Catalog } from "#components/connections/catalog.tsx";
import { ConnectionsList } from "#components/connections/connections-list.tsx";
import { DisconnectedNote, OpenAttemptNote } from "#components/connections/lazy-panels.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { openedAttemptKey } from "#lib/client/opened-attempt.ts";
import { useSession } from "#lib/client/session.ts";
import { connectionsTexts } from "#lib/i18n/texts/connections.ts";

export function ConnectionsPage() {
  const t = useTranslations(connectionsTexts);
  const { workspaceId, can, isEnded } = useSession();
  const search = useSearchParams();
  const hasOpened = useQueryClient().getQueryData(openedAttemptKey(workspaceId)) !== undefined;
  const canConnect = can("write_connections") && !isEnded;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          canConnect ? (
            <Link href="/workspace/connections/new" className={buttonVariants({ variant: "primary" })}>
              <Plus aria-hidden />
              <span>{t("new")}</span>
            </Link>
          ) : null
        }
      />
      {search.has("disconnected") ? <DisconnectedNote /> : null}
      {hasOpened ? <OpenAttemptNote /> : null}
      <ConnectionsList />
      {canConnect ? (
        <section aria-labelledby="available-title" className="mt-6">
          <h2 id="available-title" className="mb-2 text-base font-semibold">
            {t("catalog.title")}
          </h2>
          <Catalog />
        </section>
      ) : null}
    </>
  );
}
