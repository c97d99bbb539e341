"use client";

import { newSigningSecret } from "#components/connections/connection-form-values.ts";
import { SigningSecret } from "#components/connections/lazy-panels.tsx";
import { ConfirmAction } from "#components/patterns/confirm-action.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { useUpdateConnection } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { connectionTexts } from "#lib/i18n/texts/connection.ts";

/** A PUT replaces all metadata, so the stored ones go along, with masks for the secrets. */
function rotation({ name, metadata, version }: Connection) {
  const rotated = { ...metadata, skip_test: true, rotate_signing_secret: true };
  return { name, metadata: rotated, expected_version: version };
}

export function RotateSecret({ connection }: { connection: Connection }) {
  const t = useTranslations(connectionTexts);
  const { workspaceId } = useSession();
  const rotate = useUpdateConnection(workspaceId, connection.id);
  const secret = rotate.data ? newSigningSecret(rotate.data) : undefined;
  if (secret)
    return (
      <div className="max-w-2xl">
        <SigningSecret secret={secret} />
      </div>
    );
  return (
    <Card aria-labelledby="rotate-title" className="max-w-2xl">
      <CardHeader>
        <CardTitle id="rotate-title">{t("secret.title")}</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-48 flex-1 text-sm text-soft">{t("secret.hint")}</p>
        <ConfirmAction
          trigger={t("secret.rotate")}
          title={t("secret.rotate.question", { name: connection.name })}
          confirmLabel={t("secret.rotate.confirm")}
          cancelLabel={t("secret.rotate.keep")}
          isPending={rotate.isPending}
          error={rotate.error}
          onReset={rotate.reset}
          onConfirm={() => rotate.mutate(rotation(connection))}
        >
          {t("secret.rotate.effect")}
        </ConfirmAction>
      </CardBody>
    </Card>
  );
}
