"use client";

import Link from "next/link";
import { accountLabel } from "#components/connections/account-label.ts";
import { newSigningSecret } from "#components/connections/connection-form-values.ts";
import { ConnectionWarnings } from "#components/connections/connection-warnings.tsx";
import { emphasize } from "#components/connections/emphasize.tsx";
import { SigningSecret } from "#components/connections/signing-secret.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { newRuleHref } from "#components/patterns/list-links.ts";
import { Alert } from "#components/ui/alert.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { connectTexts } from "#lib/i18n/texts/connect.ts";

/** The form, and with it the pressed button, is gone. */
function focusOnce(node: HTMLElement | null) {
  node?.focus();
}

export function ConnectionCreatedPanel({ connection }: { connection: Connection }) {
  const t = useTranslations(connectTexts);
  const { can } = useSession();
  const secret = newSigningSecret(connection);
  const account = accountLabel(connection);
  return (
    <div ref={focusOnce} tabIndex={-1} data-focus-quiet className="max-w-2xl space-y-4">
      <Alert tone="success" role="status">
        {account === undefined
          ? t.rich("created.note", { name: connection.name, strong: emphasize })
          : t.rich("created.note.account", { name: connection.name, account, strong: emphasize })}
      </Alert>
      <ConnectionWarnings connection={connection} />
      {secret ? <SigningSecret secret={secret} /> : null}
      <div className="flex flex-wrap gap-2">
        {can("write_rules") ? (
          <Link href={newRuleHref({ connection: connection.id })} className={buttonVariants({ variant: "primary" })}>
            {t("created.rule")}
          </Link>
        ) : null}
        <Link href="/workspace/connections" className={buttonVariants()}>
          {t("created.done")}
        </Link>
      </div>
    </div>
  );
}
