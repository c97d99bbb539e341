"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Connect } from "#components/connections/connect.tsx";
import { ConnectionFormSkeleton } from "#components/connections/connection-form-skeleton.tsx";
import { useFormWords } from "#components/connections/form-words.ts";
import { isDestinationType } from "#components/patterns/destination-types.ts";
import { useDestinationWords } from "#components/patterns/destination-words.ts";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { NoWriteAccess } from "#components/patterns/lazy-empty-states.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { integrationQueries } from "#lib/client/integrations.ts";
import { useSession } from "#lib/client/session.ts";
import { connectTexts } from "#lib/i18n/texts/connect.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";

/** Connecting one kind of destination. */
export function ConnectPage({ type }: { type: string }) {
  const { can } = useSession();
  if (can("write_connections")) return <LoadIntegration type={type} />;
  return (
    <>
      <Header type={type} />
      <NoWriteAccess what="connections.create" />
    </>
  );
}

function Header({ type }: { type: string }) {
  const t = useTranslations(connectTexts);
  const destination = useTranslations(destinationsTexts);
  const name = isDestinationType(type) ? destination(type) : undefined;
  return <PageHeader title={name === undefined ? t("title") : t("title.named", { name })} back="connections" />;
}

function LoadIntegration({ type }: { type: string }) {
  const inWords = useDestinationWords(useFormWords());
  const integrations = useQuery({ ...integrationQueries.list(), select: inWords });
  const integration = integrations.data?.records.find((candidate) => candidate.type === type);
  if (integration && integration.available !== false) return <Connect key={type} integration={integration} />;
  return (
    <>
      <Header type={type} />
      {integrations.isPending ? <ConnectionFormSkeleton /> : null}
      {integrations.isLoadingError ? (
        <ErrorState error={integrations.error} onRetry={() => void integrations.refetch()} />
      ) : null}
      {integrations.data ? <NotOffered /> : null}
    </>
  );
}

function NotOffered() {
  const t = useTranslations(connectTexts);
  return (
    <div className="space-y-3">
      <p>{t("unavailable")}</p>
      <Link href="/workspace/connections/new" className={buttonVariants()}>
        {t("see-all")}
      </Link>
    </div>
  );
}
