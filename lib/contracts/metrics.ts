import { z } from "zod";
import { InactiveReason } from "./connections.ts";
import { IntegrationType } from "./integrations.ts";
import { Timestamp } from "./primitives.ts";

const StatusCounts = z.object({
  events: z.int(),
  pending: z.int(),
  processing: z.int(),
  retrying: z.int(),
  completed: z.int(),
  failed: z.int(),
  canceled: z.int(),
});
export type StatusCounts = z.infer<typeof StatusCounts>;

/** A connection that needs somebody: inactive, or with deliveries that failed or are being retried. */
export const AttentionItem = z
  .object({
    connection: z.uuid(),
    connection_name: z.string(),
    integration_type: IntegrationType,
    inactive_reason: InactiveReason.optional(),
    failed: z.int(),
    retrying: z.int(),
    last_error: z.string().optional(),
    last_failed_at: Timestamp.optional(),
  })
  .meta({ id: "AttentionItem", description: "A connection that needs somebody." });
export type AttentionItem = z.infer<typeof AttentionItem>;

/** The last 24 hours of a workspace (of the pair, for a resource session). Extension. */
export const WorkspaceMetrics = z
  .object({
    range: z.literal("24h"),
    from: Timestamp,
    to: Timestamp,
    totals: StatusCounts,
    previous: StatusCounts,
    attention: z.array(AttentionItem),
    has_connections: z.boolean(),
    has_rules: z.boolean(),
  })
  .meta({ id: "WorkspaceMetrics" });
export type WorkspaceMetrics = z.infer<typeof WorkspaceMetrics>;
