import type { AttemptTrigger } from "#lib/contracts/attempts.ts";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import type { RuleMetadata } from "#lib/contracts/rules.ts";

/** Who takes a place: from the widest group to the connection, and the destination that the attempt goes to. */
export type PlaceHolder = { organizationId: string; workspaceId: string; connectionId: string; origin: string };

/** A rule event that this worker holds under a lease, with everything that its delivery needs. */
export type ClaimedRuleEvent = PlaceHolder & {
  id: string;
  eventId: string;
  ruleId: string;
  integrationType: IntegrationType;
  attemptNumber: number;
  scheduleStep: number;
  trigger: AttemptTrigger;
  /** The problem that it is in since its last attempt. */
  problemId: string | null;
  /** An attempt since the last known outcome was cut off: nobody knows whether it had its effect. */
  wasInterrupted: boolean;
  /** Its event has no other delivery. */
  isOnlyDelivery: boolean;
  event: string;
  resource: string;
  resourceId: string | null;
  /** JSON as it came. */
  payload: string;
  eventCreatedAt: Date;
  action: RuleMetadata;
  ruleUpdatedAt: Date;
  ruleHasProblem: boolean;
  connectionUpdatedAt: Date;
};

export type ClaimedRow = {
  id: string;
  event_id: string;
  workspace_id: string;
  connection_id: string;
  rule_id: string;
  integration_type: IntegrationType;
  attempt_count: number;
  schedule_step: number;
  trigger: AttemptTrigger;
  problem_id: string | null;
  was_interrupted: boolean;
  is_only_delivery: boolean;
  event: string;
  resource: string;
  resource_id: string | null;
  /** JSON as it came. */
  payload: string;
  event_created_at: Date;
  action: RuleMetadata;
  rule_updated_at: Date;
  rule_has_problem: boolean;
  connection_updated_at: Date;
};

export function toClaimed(row: ClaimedRow, holder: PlaceHolder): ClaimedRuleEvent {
  return {
    organizationId: holder.organizationId,
    workspaceId: row.workspace_id,
    connectionId: row.connection_id,
    origin: holder.origin,
    id: row.id,
    eventId: row.event_id,
    ruleId: row.rule_id,
    integrationType: row.integration_type,
    attemptNumber: row.attempt_count,
    scheduleStep: row.schedule_step,
    trigger: row.trigger,
    problemId: row.problem_id,
    wasInterrupted: row.was_interrupted,
    isOnlyDelivery: row.is_only_delivery,
    event: row.event,
    resource: row.resource,
    resourceId: row.resource_id,
    payload: row.payload,
    eventCreatedAt: row.event_created_at,
    action: row.action,
    ruleUpdatedAt: row.rule_updated_at,
    ruleHasProblem: row.rule_has_problem,
    connectionUpdatedAt: row.connection_updated_at,
  };
}
