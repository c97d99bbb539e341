import { Attempt, AttemptsPage, ResponseDetails } from "#lib/contracts/attempts.ts";
import { EventDetail } from "#lib/contracts/events.ts";
import { PageQuery } from "#lib/contracts/primitives.ts";
import { RuleEvent } from "#lib/contracts/rule-events.ts";
import {
  getAttempt,
  getResponseDetails,
  type AttemptPath,
  listAttempts,
  withoutPayload,
} from "#lib/server/domain/events/attempts/read-attempts.ts";
import { cancelEvent } from "#lib/server/domain/events/cancel-event.ts";
import { cancelRuleEvent, retryRuleEvent } from "#lib/server/domain/events/deliveries/change-deliveries.ts";
import { mayReadPayload, shownAddress } from "../authorize.ts";
import { param, route } from "../route.ts";

const BASE = "/events/:event_id/rules/:rule_id";

function attemptPath(params: Record<string, string>): AttemptPath {
  return {
    eventId: param(params, "event_id"),
    ruleId: param(params, "rule_id"),
    attemptId: param(params, "attempt_id"),
  };
}

export const deliveryRoutes = [
  route({
    method: "POST",
    path: `${BASE}/retry`,
    operationId: "retryEventRule",
    tag: "Delivery",
    summary: "Retry a delivery now",
    conflicts: [409, 422, 425],
    access: { machine: true, session: "retry_deliveries" },
    response: RuleEvent,
    handle: ({ ctx, params }) => retryRuleEvent(ctx, param(params, "event_id"), param(params, "rule_id")),
  }),
  route({
    method: "POST",
    path: `${BASE}/cancel`,
    operationId: "cancelEventRule",
    tag: "Delivery",
    summary: "Cancel a delivery",
    conflicts: [409],
    access: { machine: true, session: "cancel_deliveries" },
    response: RuleEvent,
    handle: ({ ctx, params }) => cancelRuleEvent(ctx, param(params, "event_id"), param(params, "rule_id")),
  }),
  route({
    method: "POST",
    path: "/events/:event_id/cancel",
    operationId: "cancelEvent",
    tag: "Delivery",
    summary: "Cancel every delivery of an event",
    conflicts: [409],
    access: { machine: true, session: "cancel_deliveries" },
    response: EventDetail,
    handle: ({ ctx, params }) => cancelEvent(ctx, param(params, "event_id")),
  }),
  route({
    method: "GET",
    path: `${BASE}/attempts`,
    operationId: "listRuleAttempts",
    tag: "Delivery",
    summary: "List the attempts of a rule event",
    access: { machine: true, session: "read_events" },
    query: PageQuery,
    response: AttemptsPage,
    handle: ({ ctx, params, query }) => listAttempts(ctx, param(params, "event_id"), param(params, "rule_id"), query),
  }),
  route({
    method: "GET",
    path: `${BASE}/attempts/:attempt_id`,
    operationId: "getRuleAttempt",
    tag: "Delivery",
    summary: "Read one attempt",
    access: { machine: true, session: "read_events" },
    response: Attempt,
    handle: ({ ctx, params }) => getAttempt(ctx, attemptPath(params)),
  }),
  route({
    method: "GET",
    path: `${BASE}/attempts/:attempt_id/response-details`,
    operationId: "getRuleAttemptResponseDetails",
    tag: "Delivery",
    summary: "Read the request and response of an attempt",
    access: { machine: true, session: "read_events" },
    response: ResponseDetails,
    handle: async ({ ctx, principal, params }) => {
      const found = await getResponseDetails(ctx, attemptPath(params));
      const { request } = found;
      const details = { ...found, request: { ...request, url: shownAddress(principal, request.url) } };
      return mayReadPayload(principal) ? details : withoutPayload(details);
    },
  }),
];
