import { queryOptions } from "@tanstack/react-query";
import { ApiError } from "#lib/client/api-error.ts";
import { readAnswer } from "#lib/client/read-answer.ts";
import type { OAuthOutcome } from "#lib/contracts/oauth-attempts.ts";

/** Another window of the same attempt may be waiting for the provider at this moment. */
const POLL_MS = 1_500;
const POLLS_MAX = 15;

/** For the page after the call-back, which has no access token: the cookie of the attempt is sent by the browser. */
export function oauthOutcomeQuery(attemptId: string) {
  return queryOptions({
    queryKey: ["oauth-outcome", attemptId] as const,
    queryFn: ({ signal }) => read(attemptId, signal),
    refetchInterval: ({ state }) =>
      state.data?.status === "at_provider" && state.dataUpdateCount < POLLS_MAX ? POLL_MS : false,
  });
}

async function read(attemptId: string, signal: AbortSignal): Promise<OAuthOutcome> {
  const response = await fetch(`/oauth/outcome/${encodeURIComponent(attemptId)}`, { signal }).catch(
    (cause: unknown) => {
      if (signal.aborted) throw cause;
      throw new ApiError({ status: 0, name: "NetworkError", cause });
    },
  );
  const requestId = response.headers.get("x-request-id") ?? undefined;
  return readAnswer({ status: response.status, text: await response.text(), requestId, retryAfterMs: undefined });
}
