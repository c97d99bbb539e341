"use client";

import type { ReactNode } from "react";
import { ConfirmPanel } from "#components/patterns/confirm-panel.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { useDecideOAuthAttempt } from "#lib/client/oauth-attempts.ts";
import { useSession } from "#lib/client/session.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import { authorizationTexts } from "#lib/i18n/texts/authorization.ts";

type OAuthConfirmProps = { integration: Integration; attempt: OAuthAttempt };

/** The sign-in led to another account than the one that is connected. */
export function OAuthConfirm({ integration, attempt }: OAuthConfirmProps) {
  const t = useTranslations(authorizationTexts);
  const { workspaceId } = useSession();
  const decide = useDecideOAuthAttempt(workspaceId, attempt.id);
  const before = attempt.previous_account?.label;
  const now = attempt.account?.label;
  return (
    <div className="max-w-2xl">
      <ConfirmPanel
        title={t("confirm.title", { name: integration.name })}
        confirmLabel={t("confirm.replace")}
        cancelLabel={t("confirm.keep")}
        onConfirm={() => decide.mutate("confirm")}
        onCancel={() => decide.mutate("cancel")}
        isPending={decide.isPending}
        error={decide.error}
      >
        <p>
          {t.rich("confirm.accounts", {
            hasBefore: before === undefined ? "no" : "yes",
            before: before ?? "",
            hasNow: now === undefined ? "no" : "yes",
            now: now ?? "",
            strong: emphasize,
          })}
        </p>
        <p className="mt-1">{t("confirm.effect")}</p>
      </ConfirmPanel>
    </div>
  );
}

function emphasize(inside: ReactNode) {
  return (
    <strong dir="auto" className="font-semibold text-ink">
      {inside}
    </strong>
  );
}
