"use client";

import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDebounced } from "#components/patterns/use-debounced.ts";
import { useSingleWrite } from "#components/patterns/use-single-flight.ts";
import { oauthAttemptQueries } from "#lib/client/oauth-attempts.ts";
import { useSession } from "#lib/client/session.ts";
import type { CreateOAuthAttempt, OAuthAttemptCreated } from "#lib/contracts/oauth-attempts.ts";

const TYPING_MS = 400;

/** `input` is undefined while it is not good enough to be sent. */
export function usePreparedAttempt(
  input: CreateOAuthAttempt | undefined,
  onStart: (created: OAuthAttemptCreated) => void,
) {
  const { workspaceId } = useSession();
  const client = useQueryClient();
  const text = JSON.stringify(input);
  const isSettled = useDebounced(text, TYPING_MS) === text;
  const prepared = useQuery(
    input && isSettled
      ? oauthAttemptQueries.prepared(workspaceId, input)
      : { queryKey: [...oauthAttemptQueries.all(workspaceId), "none"], queryFn: skipToken },
  );
  const late = useMutation({
    mutationFn: (wanted: CreateOAuthAttempt) => client.fetchQuery(oauthAttemptQueries.prepared(workspaceId, wanted)),
    onSuccess: onStart,
  });
  const startLate = useSingleWrite(late.mutateAsync);
  const start = () => {
    if (!input) return;
    const ready = client.getQueryData(oauthAttemptQueries.prepared(workspaceId, input).queryKey);
    // In the click itself, where windows may be opened; whoever clicks before everything is there may be given a link.
    if (ready) onStart(ready);
    else void startLate(input);
  };
  return { start, isStarting: late.isPending, error: late.error ?? prepared.error };
}
