"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { isAttemptOpen, oauthAttemptQueries } from "#lib/client/oauth-attempts.ts";
import { useSession } from "#lib/client/session.ts";
import { authorizationTexts } from "#lib/i18n/texts/authorization.ts";

/** The way back to an attempt that somebody left while it was under way. */
export function OpenAttemptNote() {
  const t = useTranslations(authorizationTexts);
  const { workspaceId } = useSession();
  const { data: opened } = useQuery(oauthAttemptQueries.opened(workspaceId));
  const { data: attempt } = useQuery({
    ...oauthAttemptQueries.detail(workspaceId, opened?.attemptId ?? ""),
    enabled: opened !== undefined,
  });
  if (!opened || !attempt || !isAttemptOpen(attempt)) return null;
  return (
    <Alert tone="info" role="status" className="mb-3 flex flex-wrap items-center justify-between gap-2">
      <p className="min-w-48 flex-1">
        {t(attempt.status === "confirming" ? "unfinished.confirm" : "unfinished.note", { name: opened.name })}
      </p>
      <Link href={opened.href} className={buttonVariants({ size: "sm" })}>
        {t("continue")}
      </Link>
    </Alert>
  );
}
