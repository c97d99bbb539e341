import { keepPreviousData, queryOptions, useMutation } from "@tanstack/react-query";
import type { AttemptsPage, ResponseDetails } from "#lib/contracts/attempts.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import { apiGet, apiSend } from "./api.ts";
import { eventQueries, useInvalidateDeliveries } from "./events.ts";

const RUNNING_MS = 1_000;

export type RuleEventRef = { eventId: string; ruleId: string };

const ruleEventPath = ({ eventId, ruleId }: RuleEventRef) =>
  `/events/${encodeURIComponent(eventId)}/rules/${encodeURIComponent(ruleId)}`;

export const ruleEventQueries = {
  /**
   * `attemptCount` comes with the event, so watching the event is enough to learn of a new attempt. It counts the one
   * that is running too, which is listed only when it is over.
   */
  attempts: (workspaceId: string, ref: RuleEventRef, attemptCount: number) =>
    queryOptions({
      queryKey: [...eventQueries.detail(workspaceId, ref.eventId).queryKey, "attempts", ref.ruleId, attemptCount],
      queryFn: ({ signal }) => apiGet<AttemptsPage>(`${ruleEventPath(ref)}/attempts`, { signal }),
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (state.data && state.data.records.length < attemptCount ? RUNNING_MS : false),
    }),
  /** A finished attempt never changes. */
  responseDetails: (workspaceId: string, ref: RuleEventRef, attemptId: string) =>
    queryOptions({
      queryKey: ["response-details", workspaceId, ref.eventId, ref.ruleId, attemptId],
      queryFn: ({ signal }) =>
        apiGet<ResponseDetails>(`${ruleEventPath(ref)}/attempts/${encodeURIComponent(attemptId)}/response-details`, {
          signal,
        }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};

function useRuleEventMutation(workspaceId: string, verb: "retry" | "cancel") {
  return useMutation({
    mutationFn: (ref: RuleEventRef) => apiSend<RuleEvent>("POST", `${ruleEventPath(ref)}/${verb}`),
    onSettled: useInvalidateDeliveries(workspaceId),
  });
}

export function useRetryRuleEvent(workspaceId: string) {
  return useRuleEventMutation(workspaceId, "retry");
}

export function useCancelRuleEvent(workspaceId: string) {
  return useRuleEventMutation(workspaceId, "cancel");
}
