"use client";

import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import type { OAuthWindow } from "#components/connections/use-oauth-window.ts";
import { CopyButton } from "#components/patterns/copy-button.tsx";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import { useDecideOAuthAttempt, type OpenedAttempt } from "#lib/client/oauth-attempts.ts";
import { useSession } from "#lib/client/session.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import { authorizationTexts } from "#lib/i18n/texts/authorization.ts";

type OAuthWaitingProps = {
  integration: Integration;
  attemptId: string;
  /** Undefined until the server has answered for the first time. */
  attempt: OAuthAttempt | undefined;
  way: OAuthWindow;
};

/** Whether the window is still open cannot be known: a provider may cut it off from this page. So nothing is claimed. */
export function OAuthWaiting({ integration, attemptId, attempt, way }: OAuthWaitingProps) {
  const t = useTranslations(authorizationTexts);
  const { workspaceId } = useSession();
  const decide = useDecideOAuthAttempt(workspaceId, attemptId);
  const { name } = integration;
  const { opened } = way;
  const isBlocked = opened?.isBlocked === true && attempt?.status !== "at_provider";
  return (
    <div className="max-w-2xl space-y-3 rounded-lg border bg-surface p-4 shadow-card">
      <p role="status" className="flex items-center gap-2 font-medium">
        <Spinner />
        <span>{t(isBlocked ? "waiting.open" : "waiting.finish", { name })}</span>
      </p>
      {isBlocked ? <Blocked name={name} opened={opened} /> : <Closed name={name} opened={opened} />}
      <div className="flex flex-wrap gap-2">
        {opened && !isBlocked ? <Button onClick={way.reopen}>{t("continue")}</Button> : null}
        <Button
          variant="ghost"
          disabled={decide.isPending}
          onClick={() => decide.mutate("cancel", { onSuccess: opened ? undefined : way.clear })}
        >
          {t(opened ? "cancel" : "restart")}
        </Button>
      </div>
      {decide.error ? <ErrorNote error={decide.error} /> : null}
    </div>
  );
}

function Closed({ name, opened }: { name: string; opened: OpenedAttempt | undefined }) {
  const t = useTranslations(authorizationTexts);
  return <p className="text-sm text-soft">{t(opened ? "waiting.hint" : "waiting.hint.reloaded", { name })}</p>;
}

/** A host page with an opener policy cuts the window off at once: then it is open, and looks here as if it were not. */
function Blocked({ name, opened }: { name: string; opened: OpenedAttempt }) {
  const t = useTranslations(authorizationTexts);
  const address = new URL(opened.startUrl, window.location.href).href;
  return (
    <Alert tone="warning" role="alert" className="space-y-2">
      <p>{t("blocked.note")}</p>
      <div className="flex flex-wrap items-center gap-2">
        <a
          href={address}
          target="_blank"
          rel="noopener"
          className={cn(buttonVariants({ variant: "primary" }), "no-underline!")}
        >
          <ExternalLink aria-hidden className="rtl:-scale-x-100" />
          <span>{t("blocked.open", { name })}</span>
        </a>
        <CopyButton value={address} label={t("blocked.copy")} isLabelShown />
      </div>
      <p className="text-xs">{t.rich("blocked.frame", { code: markCode })}</p>
    </Alert>
  );
}

function markCode(inside: ReactNode) {
  return <code dir="ltr">{inside}</code>;
}
