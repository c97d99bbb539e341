"use client";

import { ConfirmPanel } from "#components/patterns/confirm-panel.tsx";
import { useDecideOAuthAttempt } from "#lib/client/oauth-attempts.ts";
import { useSession } from "#lib/client/session.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";

type OAuthConfirmProps = { integration: Integration; attempt: OAuthAttempt };

/** The sign-in led to another account than the one that is connected. */
export function OAuthConfirm({ integration, attempt }: OAuthConfirmProps) {
  const { workspaceId } = useSession();
  const decide = useDecideOAuthAttempt(workspaceId, attempt.id);
  const before = attempt.previous_account?.label ?? "a different account";
  const now = attempt.account?.label ?? "the account you chose";
  return (
    <div className="max-w-2xl">
      <ConfirmPanel
        title={`This is a different ${integration.name} account`}
        confirmLabel="Replace"
        cancelLabel="Keep the current account"
        onConfirm={() => decide.mutate("confirm")}
        onCancel={() => decide.mutate("cancel")}
        isPending={decide.isPending}
        error={decide.error}
      >
        <p>
          <span>The connection uses </span>
          <strong className="font-semibold text-ink">{before}</strong>
          <span>. You have just signed in to </span>
          <strong className="font-semibold text-ink">{now}</strong>
          <span>.</span>
        </p>
        <p className="mt-1">
          If you replace it, rules and the mapping stay as they are. Whatever they refer to, such as a list or a
          channel, must exist in the new account too.
        </p>
      </ConfirmPanel>
    </div>
  );
}
