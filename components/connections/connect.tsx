"use client";

import { useState } from "react";
import { isOAuth } from "#components/connections/catalog-words.ts";
import { ConnectionFormSkeleton } from "#components/connections/connection-form-skeleton.tsx";
import { ConnectionCreatedPanel } from "#components/connections/lazy-panels.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { lazily } from "#components/patterns/lazily.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { connectTexts } from "#lib/i18n/texts/connect.ts";

// Each way to connect is loaded where it is used.
const ConnectByForm = lazily(
  () => import("#components/connections/connect-by-form.tsx").then((module) => module.ConnectByForm),
  ConnectionFormSkeleton,
);
const ConnectByOAuth = lazily(
  () => import("#components/connections/connect-by-oauth.tsx").then((module) => module.ConnectByOAuth),
  ConnectionFormSkeleton,
);

export function Connect({ integration }: { integration: Integration }) {
  const t = useTranslations(connectTexts);
  const [created, setCreated] = useState<Connection>();
  return (
    <>
      <PageHeader
        title={created ? t("title.created") : t("title.named", { name: integration.name })}
        back="connections"
      />
      {isOAuth(integration) ? <ConnectByOAuth integration={integration} /> : null}
      {isOAuth(integration) || created ? null : <ConnectByForm integration={integration} onCreated={setCreated} />}
      {created ? <ConnectionCreatedPanel connection={created} /> : null}
    </>
  );
}
