import type pg from "pg";
import type { ConnectionsApp } from "#lib/server/domain/connections/context.ts";
import type { MappedPayload } from "#lib/server/domain/connections/mappings/apply-mapping.ts";
import { mapPayload } from "#lib/server/domain/connections/mappings/map-payload.ts";
import { storedAccess } from "#lib/server/domain/connections/provider-access.ts";
import { heldBy } from "#lib/server/egress/egress-client.ts";
import type { ClaimedRuleEvent } from "#lib/server/engine/queue/claimed.ts";
import type { Delivery, Destination } from "#lib/server/providers/contract.ts";
import type { Settings } from "#lib/server/providers/kit/access.ts";
import { deliveredEvent, type DeliveredEvent } from "#lib/server/providers/kit/delivered-event.ts";
import { NOT_REPEATED } from "#lib/server/providers/kit/fault.ts";
import type { AttemptOutcome } from "#lib/server/providers/kit/outcome.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { createWorkBudget, type WorkBudget } from "#lib/server/runtime/work-budget.ts";
import { connectionMemory } from "./connection-memory.ts";

export type Deliver = (claimed: ClaimedRuleEvent) => Promise<AttemptOutcome>;

type DeliverDeps = Pick<ConnectionsApp, "db" | "env" | "egress" | "log" | "destinations" | "tokens"> & {
  pool: pg.Pool;
};

/** Performs one attempt. Whatever goes wrong inside becomes an outcome: a bug here delays a delivery, never loses it. */
export function createDeliver(app: DeliverDeps, settingsOf: (claimed: ClaimedRuleEvent) => Promise<Settings>): Deliver {
  return async (claimed) => {
    const startedAt = performance.now();
    try {
      const destination = app.destinations.of(claimed.integrationType);
      if (destination === undefined) throw new Error(`No destination of type ${claimed.integrationType}`);
      return await attempt(app, destination, claimed, settingsOf);
    } catch (error) {
      app.log.error({ err: error, rule_event: claimed.id, connection: claimed.connectionId }, "An attempt broke");
      const message = "An internal error stopped this attempt; it will be retried";
      return { kind: "retry", code: "internal_error", message, durationMs: performance.now() - startedAt };
    }
  };
}

async function attempt(
  app: DeliverDeps,
  destination: Destination,
  claimed: ClaimedRuleEvent,
  settingsOf: (claimed: ClaimedRuleEvent) => Promise<Settings>,
): Promise<AttemptOutcome> {
  if (claimed.wasInterrupted && destination.onAmbiguous === "stop") return notRepeated();
  const startedAt = performance.now();
  const budget = createWorkBudget();
  const event = toDeliveredEvent(claimed);
  const mapped =
    destination.fields === undefined
      ? NOT_MAPPED
      : await mapPayload(app.db, claimed.connectionId, destination.fields, event.payload, budget);
  if (!mapped.ok) {
    const durationMs = performance.now() - startedAt;
    const message = describeMappingProblem(mapped);
    return { kind: "failed", code: "mapping_error", message, durationMs, progress: "not_sent" };
  }
  const { organizationId, workspaceId, connectionId } = claimed;
  const egress = heldBy(app.egress, [organizationId, workspaceId, connectionId]);
  const access = storedAccess({ ...app, egress }, destination, connectionId, await settingsOf(claimed));
  const outcome = await destination.deliver(toDelivery(app, claimed, mapped.data, event, budget), access);
  const warnings = [...mapped.warnings, ...(outcome.warnings ?? [])];
  return warnings.length === 0 ? outcome : { ...outcome, warnings };
}

/** A person who knows better can retry it. */
function notRepeated(): AttemptOutcome {
  const message = `Not sent: the attempt before was interrupted. ${NOT_REPEATED}`;
  return { kind: "failed", code: "internal_error", message, durationMs: 0, progress: "not_sent" };
}

const NOT_MAPPED = { ok: true as const, data: {}, warnings: [] };

function describeMappingProblem(mapped: Extract<MappedPayload, { ok: false }>): string {
  if ("tooMuch" in mapped) return mapped.tooMuch;
  return `The field ${mapped.problem.dest} has no value: ${mapped.problem.message}`;
}

function toDelivery(
  app: DeliverDeps,
  claimed: ClaimedRuleEvent,
  data: Record<string, unknown>,
  event: DeliveredEvent,
  budget: WorkBudget,
): Delivery {
  return {
    ruleEventId: claimed.id,
    event,
    action: claimed.action,
    data,
    memory: connectionMemory(app.pool, claimed.connectionId),
    budget,
    now: clock.now(),
    isTest: false,
  };
}

function toDeliveredEvent(claimed: ClaimedRuleEvent): DeliveredEvent {
  const event = {
    id: claimed.eventId,
    workspaceId: claimed.workspaceId,
    event: claimed.event,
    resource: claimed.resource,
    resourceId: claimed.resourceId ?? undefined,
    createdAt: claimed.eventCreatedAt,
  };
  return deliveredEvent(event, claimed.payload);
}
