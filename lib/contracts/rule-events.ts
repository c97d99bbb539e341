import { z } from "zod";
import { IntegrationType } from "./integrations.ts";
import { Timestamp } from "./primitives.ts";
import { DeliveryStatus } from "./status.ts";

export const DeliveryQueue = z
  .object({
    ahead: z.int().min(0),
    is_exact: z.boolean(),
    expected_at: Timestamp.optional(),
  })
  .meta({
    id: "DeliveryQueue",
    description:
      "Of a delivery that is due and has not begun: how many of its connection come before it (`is_exact` is false from " +
      "10,000 on), and about when it begins, where the provider's limits tell. In the details of an event only.",
  });
export type DeliveryQueue = z.infer<typeof DeliveryQueue>;

/**
 * Delivery state of one rule for one event. `next_attempt_at`, `waiting` and `connection_name` are extensions:
 * when the next attempt is due, why a `retrying` one has no due time, and the name that a deleted connection had.
 */
export const RuleEvent = z
  .object({
    id: z.uuid(),
    type: z.literal("rule"),
    workspace: z.uuid(),
    event: z.string(),
    event_id: z.uuid(),
    resource: z.string(),
    resource_id: z.string().optional(),
    connection: z.uuid(),
    rule: z.uuid(),
    integration_type: IntegrationType,
    status: DeliveryStatus,
    attempt_count: z.int().min(0),
    started_at: Timestamp.optional(),
    completed_at: Timestamp.optional(),
    last_error: z.string().optional(),
    next_attempt_at: Timestamp.optional(),
    queue: DeliveryQueue.optional(),
    waiting: z.enum(["connection_inactive"]).optional(),
    connection_name: z.string().optional(),
    connection_deleted: z.boolean().optional(),
    rule_deleted: z.boolean().optional(),
    action: z.string().optional(),
    created_by: z.string(),
    created_at: Timestamp,
  })
  .meta({ id: "RuleEvent", description: "The delivery of one event by one rule." });
export type RuleEvent = z.infer<typeof RuleEvent>;
