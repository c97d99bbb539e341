import { z } from "zod";
import { OutcomeCode } from "./attempts.ts";
import { InactiveReason } from "./connections.ts";
import { IntegrationType } from "./integrations.ts";
import { Moment, Timestamp } from "./primitives.ts";
import { METRICS_DAYS_MAX, TIME_RANGE_NAMES } from "./time-range.ts";

const StatusCounts = z.object({
  events: z.int(),
  pending: z.int(),
  processing: z.int(),
  retrying: z.int(),
  completed: z.int(),
  failed: z.int(),
  canceled: z.int(),
  unmatched: z.int().meta({ description: "Those of `completed` that no rule matched" }),
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
  .meta({ id: "AttentionItem", description: "A connection that needs attention." });
export type AttentionItem = z.infer<typeof AttentionItem>;

/** A rule whose list, channel or template does not exist any more at the provider. */
export const BrokenRule = z
  .object({
    rule: z.uuid(),
    event: z.string(),
    connection: z.uuid(),
    connection_name: z.string(),
    integration_type: IntegrationType,
    problem: z.string(),
  })
  .meta({
    id: "BrokenRule",
    description: "A rule that refers to something that no longer exists: all of its deliveries fail.",
  });
export type BrokenRule = z.infer<typeof BrokenRule>;

const TimeRange = z.enum(TIME_RANGE_NAMES, { error: "One of 1h, 24h, 7d, 30d" });

export const MetricsQuery = z
  .object({
    range: TimeRange.optional().meta({ description: "`24h` when nothing is said of the time" }),
    created_after: Moment.optional().meta({
      description: `A period of its own instead of a range, from this moment on, at most ${METRICS_DAYS_MAX} days ago. It begins with a whole minute in the last days, and with a whole hour before.`,
    }),
    created_before: Moment.optional().meta({ description: "Where that period ends; now when left out" }),
  })
  .superRefine(({ range, created_after: after, created_before: before }, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (range !== undefined && after !== undefined) issue("range", "Either a range or a period of its own");
    // What is no time has been refused already.
    if (before === undefined || Number.isNaN(Date.parse(before))) return;
    if (after === undefined) issue("created_after", "Required with created_before");
    else if (Date.parse(before) <= Date.parse(after)) issue("created_before", "Must be later than created_after");
  });
export type MetricsQuery = z.infer<typeof MetricsQuery>;

/** From acceptance to delivery, in milliseconds, within 9.1 %; null when nothing was delivered. */
const Latency = z.object({ p50_ms: z.int().nullable(), p95_ms: z.int().nullable() });

const MetricsBucket = StatusCounts.extend({ start: Timestamp });
export type MetricsBucket = z.infer<typeof MetricsBucket>;

/** The deliveries of one connection. */
const ConnectionMetrics = z.object({
  connection: z.uuid(),
  connection_name: z.string(),
  integration_type: IntegrationType,
  connection_deleted: z.boolean().optional(),
  deliveries: z.int(),
  delivered: z.int(),
  failed: z.int(),
  retrying: z.int(),
  error_rate: z.number().nullable(),
  delivery_latency: Latency,
});
export type ConnectionMetrics = z.infer<typeof ConnectionMetrics>;

/**
 * What a workspace (the resource, for a resource session) received in a range, with the status that it has now. `error_rate`
 * is the failed share of the deliveries that were delivered or failed, null without any. Extension.
 */
export const WorkspaceMetrics = z
  .object({
    range: TimeRange.optional().meta({ description: "Left out for a period of its own" }),
    from: Timestamp,
    to: Timestamp,
    totals: StatusCounts,
    previous_from: Timestamp.optional().meta({ description: "Where the time before begins" }),
    previous: StatusCounts.optional().meta({
      description: "Of the time before, as long as this one; left out where the figures of it are not kept any more",
    }),
    bucket_seconds: z.int(),
    buckets: z.array(MetricsBucket),
    error_rate: z.number().nullable(),
    delivery_latency: Latency,
    connections: z.array(ConnectionMetrics),
    attention: z.array(AttentionItem),
    broken_rules: z.array(BrokenRule),
    has_connections: z.boolean(),
    has_rules: z.boolean(),
  })
  .meta({ id: "WorkspaceMetrics" });
export type WorkspaceMetrics = z.infer<typeof WorkspaceMetrics>;

export const ACTIVITY_HOURS = 24;
/** Connections that one question is about at most. */
export const ACTIVITY_CONNECTIONS_MAX = 100;

export const ConnectionActivityQuery = z.object({
  connection_ids: z
    .string({ error: "Required, IDs joined by commas" })
    .transform((list) => list.split(","))
    .refine((ids) => ids.length <= ACTIVITY_CONNECTIONS_MAX, `At most ${ACTIVITY_CONNECTIONS_MAX} IDs`)
    .meta({ description: `The ids of up to ${ACTIVITY_CONNECTIONS_MAX} connections, joined by commas` }),
});

const inHours = z.array(z.int()).length(ACTIVITY_HOURS);

/** How the last 24 hours went for a connection. Extension. */
export const ConnectionActivity = z
  .object({
    connection: z.uuid(),
    delivered: inHours,
    underway: inHours,
    failed: inHours,
    last_delivered_at: Timestamp.optional(),
    last_failed_at: Timestamp.optional(),
    last_error: z.string().optional(),
  })
  .meta({
    id: "ConnectionActivity",
    description:
      "Deliveries of the events received in each hour, by what has become of them. `last_failed_at` and `last_error` are those of the newest event that has failed or is being retried.",
  });
export type ConnectionActivity = z.infer<typeof ConnectionActivity>;

export const ConnectionActivities = z
  .object({
    from: Timestamp.meta({ description: "Where the first hour begins" }),
    records: z
      .array(ConnectionActivity)
      .meta({ description: "A connection that is not in this workspace is left out" }),
  })
  .meta({ id: "ConnectionActivities" });
export type ConnectionActivities = z.infer<typeof ConnectionActivities>;

/** Losses that are looked at, the newest first. */
export const LOSSES_MAX = 1_000;

const counted = z.int().meta({ description: `How many were looked at: the newest ${LOSSES_MAX}` });
const isComplete = z.boolean().meta({ description: "Whether these are all of the range" });

/** Why events of a range did not arrive: what no rule matched, by event type, and what failed, by outcome. Extension. */
export const MetricsLosses = z
  .object({
    from: Timestamp,
    to: Timestamp,
    unmatched: z.object({
      counted,
      is_complete: isComplete,
      event_types: z.array(z.object({ event: z.string(), count: z.int() })),
    }),
    failed: z.object({
      counted,
      is_complete: isComplete,
      outcomes: z.array(z.object({ outcome_code: OutcomeCode, status_code: z.int().optional(), count: z.int() })),
    }),
  })
  .meta({ id: "MetricsLosses", description: "The commonest first. `failed` counts deliveries." });
export type MetricsLosses = z.infer<typeof MetricsLosses>;
