"use client";

import { newSigningSecret } from "#components/connections/connection-form-values.ts";
import { SigningSecret } from "#components/connections/lazy-panels.tsx";
import { ConfirmAction } from "#components/patterns/confirm-action.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { useUpdateConnection } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";

/** A PUT replaces all metadata, so the stored ones go along, with masks for the secrets. */
function rotation({ name, metadata, version }: Connection) {
  const rotated = { ...metadata, skip_test: true, rotate_signing_secret: true };
  return { name, metadata: rotated, expected_version: version };
}

export function RotateSecret({ connection }: { connection: Connection }) {
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
        <CardTitle id="rotate-title">Signing secret</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-48 flex-1 text-sm text-soft">
          Signs every request. It was shown once, when the connection was created.
        </p>
        <ConfirmAction
          trigger="Rotate signing secret"
          title={`Rotate the signing secret of “${connection.name}”?`}
          confirmLabel="Rotate secret"
          cancelLabel="Keep the current one"
          isPending={rotate.isPending}
          error={rotate.error}
          onReset={rotate.reset}
          onConfirm={() => rotate.mutate(rotation(connection))}
        >
          A new secret is made and shown once. For 24 hours every request is signed with both, so that you can change
          your receiver without losing a delivery; after that only the new one signs.
        </ConfirmAction>
      </CardBody>
    </Card>
  );
}
