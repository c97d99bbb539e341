"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { AccountCard } from "#components/connections/account-card.tsx";
import { accountLabel } from "#components/connections/account-label.ts";
import { emphasize } from "#components/connections/emphasize.tsx";
import { InactiveNote } from "#components/connections/inactive-note.tsx";
import { OAuthFlow } from "#components/connections/oauth-flow.tsx";
import { RenameCard } from "#components/connections/rename-card.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { needsReconnect } from "#components/patterns/needs-reconnect.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { authorizationTexts } from "#lib/i18n/texts/authorization.ts";

type EditOAuthConnectionProps = { connection: Connection; integration: Integration };

/** What can be changed of a connection that lives by its account's consent. */
export function EditOAuthConnection({ connection, integration }: EditOAuthConnectionProps) {
  const [attempt] = useQueryState("attempt", parseAsString);
  const [isAsked, setAsked] = useState(false);
  const isNeeded = needsReconnect(connection.inactive_reason);
  const isOpen = isNeeded || isAsked || attempt !== null;
  return (
    <>
      {connection.active ? null : <InactiveNote connection={connection} />}
      {isOpen ? <Reconnect connection={connection} integration={integration} onDone={() => setAsked(false)} /> : null}
      <AccountCard
        connection={connection}
        integration={integration}
        onReconnect={isOpen || integration.available === false ? undefined : () => setAsked(true)}
      />
      <RenameCard connection={connection} />
    </>
  );
}

type ReconnectProps = EditOAuthConnectionProps & { onDone: () => void };

function Reconnect({ connection, integration, onDone }: ReconnectProps) {
  const t = useTranslations(authorizationTexts);
  const { name } = integration;
  const account = accountLabel(connection);
  if (integration.available === false) {
    return (
      <Alert tone="warning" className="max-w-2xl">
        {t("reconnect.unavailable", { name })}
      </Alert>
    );
  }
  return (
    <section aria-label={t("reconnect", { name })} className="max-w-2xl">
      <OAuthFlow
        integration={integration}
        input={{ connection: connection.id }}
        startLabel={t("reconnect", { name })}
        renderCompleted={(_attempt, clear) => (
          <Alert tone="success" role="status" className="flex flex-wrap items-center justify-between gap-2">
            <p className="min-w-48 flex-1 break-words">
              {account === undefined
                ? t.rich("reconnected", { name, strong: emphasize })
                : t.rich("reconnected.account", { name, account, strong: emphasize })}
            </p>
            <Button
              size="sm"
              onClick={() => {
                clear();
                onDone();
              }}
            >
              {t("reconnected.done")}
            </Button>
          </Alert>
        )}
      >
        <p className="text-sm">
          {account === undefined
            ? t("reconnect.hint")
            : t.rich("reconnect.hint.account", { account, strong: emphasize })}
        </p>
      </OAuthFlow>
    </section>
  );
}
