"use client";

import { ExternalLink } from "lucide-react";
import type { OAuthWindow } from "#components/connections/use-oauth-window.ts";
import { CopyButton } from "#components/patterns/copy-button.tsx";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import { useDecideOAuthAttempt, type OpenedAttempt } from "#lib/client/oauth-attempts.ts";
import { useSession } from "#lib/client/session.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";

type OAuthWaitingProps = {
  integration: Integration;
  attemptId: string;
  /** Undefined until the server has answered for the first time. */
  attempt: OAuthAttempt | undefined;
  way: OAuthWindow;
};

/** Whether the window is still open cannot be known: a provider may cut it off from this page. So nothing is claimed. */
export function OAuthWaiting({ integration, attemptId, attempt, way }: OAuthWaitingProps) {
  const { workspaceId } = useSession();
  const decide = useDecideOAuthAttempt(workspaceId, attemptId);
  const { name } = integration;
  const { opened } = way;
  const isBlocked = opened?.isBlocked === true && attempt?.status !== "at_provider";
  return (
    <div className="max-w-2xl space-y-3 rounded-lg border bg-surface p-4 shadow-card">
      <p role="status" className="flex items-center gap-2 font-medium">
        <Spinner />
        <span>{isBlocked ? `Waiting for you to open ${name}` : `Waiting for you to finish at ${name}`}</span>
      </p>
      {isBlocked ? <Blocked name={name} opened={opened} /> : <Closed name={name} opened={opened} />}
      <div className="flex flex-wrap gap-2">
        {opened && !isBlocked ? <Button onClick={way.reopen}>Continue</Button> : null}
        <Button
          variant="ghost"
          disabled={decide.isPending}
          onClick={() => decide.mutate("cancel", { onSuccess: opened ? undefined : way.clear })}
        >
          {opened ? "Cancel" : "Start again"}
        </Button>
      </div>
      {decide.error ? <ErrorNote error={decide.error} /> : null}
    </div>
  );
}

function Closed({ name, opened }: { name: string; opened: OpenedAttempt | undefined }) {
  return (
    <p className="text-sm text-soft">{`Sign in to ${name} in the window that has opened, and approve access. This page then continues automatically. ${
      opened
        ? "If you closed the window, continue where you left off."
        : "If you closed the window, start again: this page was reloaded in the meantime."
    }`}</p>
  );
}

/** A host page with an opener policy cuts the window off at once: then it is open, and looks here as if it were not. */
function Blocked({ name, opened }: { name: string; opened: OpenedAttempt }) {
  const address = new URL(opened.startUrl, window.location.href).href;
  return (
    <Alert tone="warning" role="alert" className="space-y-2">
      <p>
        If you do not see a window, your browser has blocked it. Open it yourself; this page then continues
        automatically.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <a
          href={address}
          target="_blank"
          rel="noopener"
          className={cn(buttonVariants({ variant: "primary" }), "no-underline!")}
        >
          <ExternalLink aria-hidden />
          <span>{`Open ${name}`}</span>
        </a>
        <CopyButton value={address} label="Copy the link" isLabelShown />
      </div>
      <p className="text-xs">
        <span>{`If the link does nothing either, the page around this one blocks new windows: copy the link and open it in another tab of this browser. If you build that page, its iframe needs `}</span>
        <code>allow-popups allow-popups-to-escape-sandbox</code>
        <span> in its sandbox attribute.</span>
      </p>
    </Alert>
  );
}
