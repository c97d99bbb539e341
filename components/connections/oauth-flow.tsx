"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { OAuthConfirm } from "#components/connections/oauth-confirm.tsx";
import { OAuthEndNote } from "#components/connections/oauth-end-note.tsx";
import { OAuthStartButton } from "#components/connections/oauth-start-button.tsx";
import { OAuthWaiting } from "#components/connections/oauth-waiting.tsx";
import { useOAuthWindow, type OAuthWindow } from "#components/connections/use-oauth-window.ts";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { ApiError } from "#lib/client/api-error.ts";
import { isAttemptOpen, oauthAttemptQueries } from "#lib/client/oauth-attempts.ts";
import { useSession } from "#lib/client/session.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { CreateOAuthAttempt, OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import { authorizationTexts } from "#lib/i18n/texts/authorization.ts";

type OAuthFlowProps = {
  integration: Integration;
  /** Undefined while the form above the button has a mistake in it. */
  input: CreateOAuthAttempt | undefined;
  onInvalid?: () => void;
  startLabel: string;
  /** What stands above the button that opens the window. */
  children: ReactNode;
  renderCompleted: (attempt: OAuthAttempt, clear: () => void) => ReactNode;
};

/** From the button that opens the provider's window to what came of it. */
export function OAuthFlow(props: OAuthFlowProps) {
  const way = useOAuthWindow(props.integration.name);
  if (way.attemptId === null) return <Start {...props} way={way} />;
  return <Watch {...props} way={way} attemptId={way.attemptId} />;
}

type WatchProps = OAuthFlowProps & { way: OAuthWindow; attemptId: string };

function Watch({ attemptId, way, ...props }: WatchProps) {
  const { workspaceId } = useSession();
  const { data: attempt, error, refetch } = useQuery(oauthAttemptQueries.detail(workspaceId, attemptId));
  // One that was waited for can go too, with the connection that it was for; nothing more will come of it then.
  const isGone = error instanceof ApiError && error.status === 404 && (!attempt || isAttemptOpen(attempt));
  if (isGone) return <Start {...props} way={way} isUnknown />;
  if (attempt) return <Outcome {...props} attempt={attempt} way={way} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <OAuthWaiting integration={props.integration} attemptId={attemptId} attempt={undefined} way={way} />;
}

function Outcome({ attempt, way, ...props }: OAuthFlowProps & { attempt: OAuthAttempt; way: OAuthWindow }) {
  const { integration, renderCompleted } = props;
  switch (attempt.status) {
    case "waiting":
    case "at_provider":
      return <OAuthWaiting integration={integration} attemptId={attempt.id} attempt={attempt} way={way} />;
    case "confirming":
      return <OAuthConfirm integration={integration} attempt={attempt} />;
    case "completed":
      return renderCompleted(attempt, way.clear);
    case "failed":
    case "canceled":
    case "expired":
      return <Start {...props} way={way} ended={attempt} />;
  }
}

type StartProps = OAuthFlowProps & {
  way: OAuthWindow;
  /** The attempt before, which came to nothing. */
  ended?: OAuthAttempt;
  isUnknown?: boolean;
};

function Start({ integration, input, onInvalid, startLabel, children, way, ended, isUnknown = false }: StartProps) {
  const t = useTranslations(authorizationTexts);
  return (
    <div className="space-y-4">
      {ended || isUnknown ? <OAuthEndNote integration={integration} attempt={ended} /> : null}
      <div className="space-y-4">{children}</div>
      <OAuthStartButton
        key={ended?.id}
        integration={integration}
        input={input}
        onInvalid={onInvalid}
        onStart={way.start}
        label={ended?.status === "failed" ? t("start.again") : startLabel}
      />
    </div>
  );
}
