"use client";

import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { describeOutcome } from "#components/oauth/describe-outcome.tsx";
import { NothingToFinish } from "#components/oauth/nothing-to-finish.tsx";
import { ResultCard } from "#components/oauth/result-card.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { ApiError } from "#lib/client/api-error.ts";
import { oauthOutcomeQuery } from "#lib/client/oauth-outcome.ts";
import { createQueryClient } from "#lib/client/query-client.ts";
import type { OAuthOutcome } from "#lib/contracts/oauth-attempts.ts";
import { authorizedTexts } from "#lib/i18n/texts/authorized.ts";

export function OAuthResult({ attemptId }: { attemptId: string }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <Result attemptId={attemptId} />
    </QueryClientProvider>
  );
}

function Result({ attemptId }: { attemptId: string }) {
  const t = useTranslations(authorizedTexts);
  const outcome = useQuery(oauthOutcomeQuery(attemptId));
  useNews(attemptId, outcome.data);
  if (outcome.isPending) {
    return (
      <p role="status" className="flex items-center justify-center gap-2 text-soft">
        <Spinner />
        <span>{t("checking")}</span>
      </p>
    );
  }
  if (outcome.isError) {
    const isUnknown = outcome.error instanceof ApiError && outcome.error.status === 404;
    return isUnknown ? (
      <NothingToFinish />
    ) : (
      <ErrorState error={outcome.error} onRetry={() => void outcome.refetch()} />
    );
  }
  return (
    <ResultCard {...describeOutcome(outcome.data, t)}>
      <Warnings warnings={outcome.data.warnings} />
    </ResultCard>
  );
}

function Warnings({ warnings }: Pick<OAuthOutcome, "warnings">) {
  const t = useTranslations(authorizedTexts);
  if (warnings.length === 0) return null;
  return (
    <Alert tone="warning" className="text-start">
      <p className="font-medium">{t("warnings")}</p>
      <ul className="mt-1 list-disc space-y-1 ps-5">
        {warnings.map((warning) => (
          <li key={warning}>
            <bdi>{warning}</bdi>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** Only makes the workspace ask sooner: it asks anyway, because a provider may have cut this window off from it. */
function useNews(attemptId: string, outcome: OAuthOutcome | undefined): void {
  const status = outcome?.status;
  useEffect(() => {
    if (status === undefined) return;
    const opener: unknown = window.opener;
    if (isWindow(opener)) opener.postMessage({ type: "meshes:oauth", attempt: attemptId, status }, location.origin);
  }, [attemptId, status]);
}

function isWindow(opener: unknown): opener is Window {
  return typeof opener === "object" && opener !== null && "postMessage" in opener;
}
