import { z } from "zod";
import { pageSchema, Timestamp } from "./primitives.ts";

export const OutcomeCode = z
  .enum([
    "delivered",
    "rejected_client_error",
    "rejected_server_error",
    "rate_limited",
    "auth_failed",
    "timeout",
    "network_error",
    "mapping_error",
    "internal_error",
    "invalid_request",
    "validation_failed",
    "destination_not_found",
    "destination_conflict",
    "destination_gone",
    "destination_timeout",
    "payload_too_large",
  ])
  .meta({
    id: "OutcomeCode",
    description:
      "What came of an attempt. Some codes stand for a status of the destination: `invalid_request` 400, " +
      "`destination_not_found` 404, `destination_timeout` 408 and 504, `destination_conflict` 409, " +
      "`destination_gone` 410, `payload_too_large` 413, `validation_failed` 422; `rejected_client_error` is any other " +
      "4xx, `rejected_server_error` any other 5xx.",
  });
export type OutcomeCode = z.infer<typeof OutcomeCode>;

/** Extension. */
export const ProviderCode = z.string().meta({
  description: "The destination's own error code, such as `channel_not_found`. Only where it sends one.",
});

export const AttemptTrigger = z
  .enum(["scheduled", "manual", "bulk"])
  .meta({ id: "AttemptTrigger", description: "What started the attempt: the schedule, a person, or a bulk retry." });
export type AttemptTrigger = z.infer<typeof AttemptTrigger>;

export const AttemptWarning = z.object({ dest: z.string(), message: z.string() }).meta({
  id: "AttemptWarning",
  description: "A mapped field that was left out of the delivery or not sent in full, and why.",
});
export type AttemptWarning = z.infer<typeof AttemptWarning>;

export const AttemptProgress = z.enum(["not_sent", "sent", "answered"]).meta({
  id: "AttemptProgress",
  description:
    "How far a request got. `not_sent`: certainly nothing of it was sent; `sent`: at least a part of it, and no answer " +
    "came, so it may have had its effect; `answered`: the status of an answer was read.",
});
export type AttemptProgress = z.infer<typeof AttemptProgress>;

const milliseconds = z.int().min(0);

export const AttemptTimings = z
  .object({
    dns_ms: milliseconds.optional(),
    connect_ms: milliseconds.optional(),
    tls_ms: milliseconds.optional(),
    first_byte_ms: milliseconds.optional(),
    total_ms: milliseconds,
  })
  .meta({
    id: "AttemptTimings",
    description:
      "Where the time of the last request of an attempt went, each part by itself. A connection that had been used " +
      "before has no `dns_ms`, `connect_ms` and `tls_ms`; a part that failed has none either. `first_byte_ms` is from " +
      "the open connection to the first byte of the answer. `duration_ms` of the attempt has all of its requests.",
  });
export type AttemptTimings = z.infer<typeof AttemptTimings>;

export const Attempt = z
  .object({
    id: z.uuid(),
    event_id: z.uuid(),
    rule: z.uuid(),
    rule_event: z.uuid(),
    connection: z.uuid(),
    attempt_number: z.int().min(1),
    trigger: AttemptTrigger,
    status: z.enum(["completed", "failed"]),
    outcome_code: OutcomeCode,
    message: z.string(),
    status_code: z.int().optional(),
    provider_code: ProviderCode.optional(),
    /** Extension. */
    warnings: z.array(AttemptWarning).optional(),
    /** Extension. Absent where nobody knows, such as after a crash. */
    progress: AttemptProgress.optional(),
    duration_ms: z.int().min(0),
    /** Extension. Absent without a request. */
    timings: AttemptTimings.optional(),
    /** Extension. */
    retry_after_ms: milliseconds.optional().meta({
      description: "How long the destination asked to wait before the next attempt. At most an hour of it counts.",
    }),
    started_at: Timestamp,
    completed_at: Timestamp,
  })
  .meta({
    id: "Attempt",
    description: "One try of a rule event. `message` is for people; programs read `outcome_code`.",
  });
export type Attempt = z.infer<typeof Attempt>;
export const AttemptsPage = pageSchema(Attempt).meta({ id: "AttemptPage" });
export type AttemptsPage = z.infer<typeof AttemptsPage>;

export const WithheldPart = z.enum(["request.url", "request.body", "headers", "body"]);

export const ResponseDetails = z
  .object({
    attempt_id: z.uuid(),
    request: z.object({
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
    }),
    status_code: z.int().optional(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    truncated: z.boolean(),
    /** The caller may not read payloads. Extension. */
    body_withheld: z.boolean().optional(),
    withheld: z.array(WithheldPart).optional().meta({
      description:
        "What was left out because the caller may not read payloads: destinations repeat them in their answers, and addresses can carry them. Of `request.url` the origin is left.",
    }),
  })
  .meta({
    id: "AttemptResponseDetails",
    description:
      "What was sent and answered in an attempt, in its last request where it has several: credentials masked, bodies " +
      "capped at 16 KiB.",
  });
export type ResponseDetails = z.infer<typeof ResponseDetails>;
