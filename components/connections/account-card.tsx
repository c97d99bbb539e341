"use client";

import { useState } from "react";
import { accountLabel } from "#components/connections/account-label.ts";
import { DeleteConnection } from "#components/connections/lazy-panels.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { connectionTexts } from "#lib/i18n/texts/connection.ts";

type AccountCardProps = { connection: Connection; integration: Integration; onReconnect: (() => void) | undefined };

/** Whose account it is, and how to change or end that. */
export function AccountCard({ connection, integration, onReconnect }: AccountCardProps) {
  const t = useTranslations(connectionTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <Card aria-labelledby="account-title" className="max-w-2xl">
      <CardHeader>
        <CardTitle id="account-title">{t("account.title", { name: integration.name })}</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-48 flex-1 font-medium break-words">
          <bdi>{accountLabel(connection) ?? t("account.unnamed")}</bdi>
        </p>
        <div className="flex flex-wrap gap-2">
          {onReconnect ? (
            <Button size="sm" onClick={onReconnect}>
              {t("account.reconnect")}
            </Button>
          ) : null}
          <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t("account.disconnect")}
          </Button>
        </div>
        {isOpen ? (
          <div className="basis-full">
            <DeleteConnection connection={connection} onClose={() => setOpen(false)} />
          </div>
        ) : null}
      </CardBody>
    </Card>
  );
}
