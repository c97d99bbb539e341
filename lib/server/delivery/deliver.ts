import type { AppContext } from "../app-context.ts";
import type { Settings } from "../destinations/definition.ts";
import type { AttemptOutcome } from "../destinations/outcome.ts";
import type { ClaimedRuleEvent } from "./claim.ts";

export type Deliver = (claimed: ClaimedRuleEvent) => Promise<AttemptOutcome>;

/** Performs one attempt. Whatever goes wrong inside becomes an outcome: a bug here delays a delivery, never loses it. */
export function createDeliver(
  app: Pick<AppContext, "egress" | "log" | "destinations">,
  settingsOf: (claimed: ClaimedRuleEvent) => Promise<Settings>,
): Deliver {
  return async (claimed) => {
    const startedAt = performance.now();
    try {
      const destination = app.destinations.of(claimed.integrationType);
      if (destination === undefined) throw new Error(`No destination of type ${claimed.integrationType}`);
      return await destination.deliver(
        {
          ruleEventId: claimed.id,
          event: eventOf(claimed),
          action: claimed.action,
          settings: await settingsOf(claimed),
          now: new Date(),
          isTest: false,
        },
        app.egress,
      );
    } catch (error) {
      app.log.error({ err: error, rule_event: claimed.id, connection: claimed.connectionId }, "An attempt broke");
      const message = "An internal error stopped this attempt; it will be tried again";
      return { kind: "retry", code: "internal_error", message, durationMs: performance.now() - startedAt };
    }
  };
}

function eventOf(claimed: ClaimedRuleEvent) {
  return {
    id: claimed.eventId,
    workspaceId: claimed.workspaceId,
    event: claimed.event,
    resource: claimed.resource,
    resourceId: claimed.resourceId ?? undefined,
    createdAt: claimed.eventCreatedAt,
    payload: claimed.payload,
  };
}
