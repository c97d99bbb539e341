import { keepPreviousData, queryOptions, useMutation } from "@tanstack/react-query";
import type { Attempt, AttemptsPage, ResponseDetails } from "#lib/contracts/attempts.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import { apiGet, apiSend } from "./api.ts";
import { eventQueries, useInvalidateDeliveries } from "./events.ts";

const RUNNING_MS = 1_000;

export type RuleEventRef = { eventId: string; ruleId: string };

/** Of a delivery, or of one of its attempts. */
const refOf = ({ event_id: eventId, rule: ruleId }: Pick<RuleEvent, "event_id" | "rule">): RuleEventRef => ({
  eventId,
  ruleId,
});

const ruleEventPath = ({ eventId, ruleId }: RuleEventRef) =>
  `/events/${encodeURIComponent(eventId)}/rules/${encodeURIComponent(ruleId)}`;

export const ruleEventQueries = {
  /**
   * The count comes with the event, so watching the event is enough to learn of a new attempt. It counts the one that is
   * running too, which is listed only when it is over. Nothing is asked before there is one.
   */
  attempts: (workspaceId: string, { attempt_count: count, ...ruleEvent }: RuleEvent) =>
    queryOptions({
      queryKey: [...eventQueries.detail(workspaceId, ruleEvent.event_id).queryKey, "attempts", ruleEvent.rule, count],
      queryFn: ({ signal }) => apiGet<AttemptsPage>(`${ruleEventPath(refOf(ruleEvent))}/attempts`, { signal }),
      enabled: count > 0,
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (state.data && state.data.records.length < count ? RUNNING_MS : false),
    }),
  /** A finished attempt never changes. */
  responseDetails: (workspaceId: string, attempt: Attempt) =>
    queryOptions({
      queryKey: ["response-details", workspaceId, attempt.event_id, attempt.rule, attempt.id],
      queryFn: ({ signal }) => {
        const path = `${ruleEventPath(refOf(attempt))}/attempts/${encodeURIComponent(attempt.id)}/response-details`;
        return apiGet<ResponseDetails>(path, { signal });
      },
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
