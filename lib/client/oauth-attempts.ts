import { queryOptions, skipToken, useMutation, useQueryClient } from "@tanstack/react-query";
import type { CreateOAuthAttempt, OAuthAttempt, OAuthAttemptCreated } from "#lib/contracts/oauth-attempts.ts";
import { ApiError } from "./api-error.ts";
import { apiGet, apiSend } from "./api.ts";
import { connectionQueries } from "./connections.ts";
import { isSessionEnded } from "./is-session-ended.ts";
import { openedAttemptKey } from "./opened-attempt.ts";
import { workspaceQueries } from "./workspaces.ts";

const SHOWN_MS = 1_000;
/** The window in front may cover this page altogether. */
const HIDDEN_MS = 5_000;
const FAILING_MS = 5_000;
/** A start address must outlive the way to the provider. */
const SPARE_MS = 60_000;

const attemptPath = (attemptId: string) => `/oauth-attempts/${encodeURIComponent(attemptId)}`;

/** Whether its status can still change. */
export function isAttemptOpen({ status }: OAuthAttempt): boolean {
  return status === "waiting" || status === "at_provider" || status === "confirming";
}

/** How long a prepared attempt can still be started, by the server's own clock. */
function remainingLifeMs({ attempt }: OAuthAttemptCreated): number {
  return Math.max(0, Date.parse(attempt.expires_at) - Date.parse(attempt.created_at) - SPARE_MS);
}

/** An attempt that was started in this document. */
export type OpenedAttempt = {
  attemptId: string;
  startUrl: string;
  /** The browser did not let its window open. */
  isBlocked: boolean;
  /** Of what is connected. */
  name: string;
  /** The page that shows it. */
  href: string;
};

export const oauthAttemptQueries = {
  all: (workspaceId: string) => ["oauth-attempts", workspaceId] as const,
  /** Nothing that could be loaded: the address that starts an attempt is known only to the page that made it. */
  opened: (workspaceId: string) =>
    queryOptions<OpenedAttempt>({
      queryKey: openedAttemptKey(workspaceId),
      queryFn: skipToken,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: Number.POSITIVE_INFINITY,
    }),
  /** Made before anybody asks for it, so that a click can open its address at once; renewed before it expires. */
  prepared: (workspaceId: string, input: CreateOAuthAttempt) =>
    queryOptions({
      queryKey: [...oauthAttemptQueries.all(workspaceId), "prepared", input],
      queryFn: ({ signal }) =>
        apiSend<OAuthAttemptCreated>("POST", `/workspaces/${workspaceId}/oauth-attempts`, { body: input, signal }),
      staleTime: ({ state }) => (state.data === undefined ? 0 : remainingLifeMs(state.data)),
      refetchInterval: ({ state }) => (state.data === undefined ? false : remainingLifeMs(state.data)),
      // Whoever comes back needs another one: an attempt is used once.
      gcTime: 0,
    }),
  details: (workspaceId: string) => [...oauthAttemptQueries.all(workspaceId), "detail"] as const,
  detail: (workspaceId: string, attemptId: string) =>
    queryOptions({
      queryKey: [...oauthAttemptQueries.details(workspaceId), attemptId],
      queryFn: async ({ signal, client }) => {
        const attempt = await apiGet<OAuthAttempt>(attemptPath(attemptId), { signal });
        if (attempt.status === "completed") {
          void client.invalidateQueries({ queryKey: connectionQueries.all(workspaceId) });
          void client.invalidateQueries({ queryKey: workspaceQueries.all(workspaceId) });
        }
        return attempt;
      },
      refetchInterval: ({ state: { data, error } }) => {
        if (isSessionEnded(error) || (error instanceof ApiError && error.status === 404)) return false;
        if (error) return FAILING_MS;
        if (data === undefined || !isAttemptOpen(data)) return false;
        return document.hidden ? HIDDEN_MS : SHOWN_MS;
      },
      refetchIntervalInBackground: true,
    }),
};

/** Decides about an attempt that came back with another account, or gives one up. */
export function useDecideOAuthAttempt(workspaceId: string, attemptId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: "confirm" | "cancel") =>
      apiSend<OAuthAttempt>("POST", `${attemptPath(attemptId)}/${decision}`),
    onSettled: () => client.invalidateQueries({ queryKey: oauthAttemptQueries.details(workspaceId) }),
  });
}
