"use client";

import { usePreparedAttempt } from "#components/connections/use-prepared-attempt.ts";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { ApiError } from "#lib/client/api-error.ts";
import { useSession } from "#lib/client/session.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { CreateOAuthAttempt, OAuthAttemptCreated } from "#lib/contracts/oauth-attempts.ts";
import { authorizationTexts } from "#lib/i18n/texts/authorization.ts";

type OAuthStartButtonProps = {
  integration: Integration;
  input: CreateOAuthAttempt | undefined;
  onInvalid?: (() => void) | undefined;
  onStart: (created: OAuthAttemptCreated) => void;
  label: string;
};

export function OAuthStartButton({ integration, input, onInvalid, onStart, label }: OAuthStartButtonProps) {
  const t = useTranslations(authorizationTexts);
  const { isEnded } = useSession();
  const { start, isStarting, error } = usePreparedAttempt(input, onStart);
  return (
    <div className="space-y-3">
      {error ? <StartError error={error} /> : null}
      <Button variant="primary" disabled={isStarting || isEnded} onClick={input ? start : onInvalid}>
        {isStarting ? <Spinner /> : null}
        <span>{label}</span>
      </Button>
      <p className="text-sm text-soft">{t("start.hint", { name: integration.name })}</p>
    </div>
  );
}

/** The server's own sentences say which choice is wrong. */
function StartError({ error }: { error: unknown }) {
  if (!(error instanceof ApiError) || error.data.length === 0) return <ErrorNote error={error} />;
  return (
    <Alert tone="danger" role="alert">
      {error.data.map(({ param, msg }) => (
        <p key={param}>{msg}</p>
      ))}
    </Alert>
  );
}
