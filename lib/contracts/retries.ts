import { z } from "zod";
import { OutcomeCode } from "./attempts.ts";
import { eventFilter } from "./event-filter.ts";
import { pageSchema, Timestamp } from "./primitives.ts";
import { RETRYABLE_STATUSES } from "./status-list.ts";
import { DeliveryStatus } from "./status.ts";

// A bulk retry: everything that matches a filter is started again, in the background and at a limited rate. Extension.

/** What has a delivery was matched by a rule. */
const { matched: _matched, ...deliveryFilter } = eventFilter;
const EVENT_IDS_MAX = 200;
const EndedList = z.union([z.enum(RETRYABLE_STATUSES), z.string().regex(/^(failed|canceled)(,(failed|canceled))+$/)], {
  error: "One of failed, canceled",
});

/**
 * What a bulk retry is about: the deliveries that ended without success of the events that the same filter lists. Strict,
 * because a key that was misspelt and dropped would send more than was asked for.
 */
export const RetryFilter = z
  .strictObject(
    {
      ...deliveryFilter,
      delivery_status: EndedList.meta({
        description:
          "How the delivery ended: `failed`, `canceled`, or both, joined by a comma. When left out: those of the two that `status` names, `failed` if it names neither.",
      }).optional(),
      outcome_code: OutcomeCode.meta({ description: "Of the last attempt." }).optional(),
      event_ids: z
        .array(z.string({ error: "Must be an event ID" }), { error: "Must be a list of event IDs" })
        .min(1, "At least one event ID")
        .max(EVENT_IDS_MAX, `At most ${EVENT_IDS_MAX} event IDs`)
        .meta({ description: "These events only. An id that matches nothing is left out." })
        .optional(),
    },
    { error: "Required, an object" },
  )
  .meta({
    id: "RetryFilter",
    description:
      "Which deliveries to start again; everything that is given must hold. `{}` is every failed delivery. A list of events with the same keys shows exactly the events whose deliveries are started again.",
  });
export type RetryFilter = z.infer<typeof RetryFilter>;

export const CreateRetry = z
  .strictObject(
    {
      filter: RetryFilter,
      dry_run: z
        .boolean({ error: "Must be true or false" })
        .meta({ description: "Only count what would be retried and skipped." })
        .optional(),
    },
    { error: "Must be an object" },
  )
  .meta({
    id: "CreateRetry",
    examples: [
      {
        filter: { connection: "0199a3c2-7d5e-7b1a-9c4f-2f6f0d1e8a55" },
        dry_run: true,
      },
    ],
  });
export type CreateRetry = z.infer<typeof CreateRetry>;

export const RetrySkipReason = z
  .enum(["rule_deleted", "connection_deleted", "rule_inactive", "connection_inactive", "status_changed"])
  .meta({
    id: "RetrySkipReason",
    description:
      "Why a delivery cannot be started again. `status_changed`: it was retried in another way at the same moment.",
  });
export type RetrySkipReason = z.infer<typeof RetrySkipReason>;

const skips = {
  skipped: z.int().min(0),
  skip_reasons: z.array(z.object({ reason: RetrySkipReason, count: z.int().min(1) })),
};
const matches = {
  matching: z.int().min(0).meta({ description: "Deliveries that match." }),
  is_exact: z.boolean().meta({ description: "`false`: there are so many that only these were counted." }),
};

/** What a retry with this filter would do now. */
export const RetryPreview = z
  .object({
    filter: RetryFilter,
    ...matches,
    retryable: z.int().min(0),
    ...skips,
  })
  .meta({
    id: "RetryPreview",
    description: "What a bulk retry would do now. `filter` is as it was understood, defaults included.",
  });
export type RetryPreview = z.infer<typeof RetryPreview>;
export const RetryPreviewed = z.object({ preview: RetryPreview });
export type RetryPreviewed = z.infer<typeof RetryPreviewed>;

export const RetryStatus = z.enum(["running", "completed", "canceled"]).meta({
  id: "RetryStatus",
  description: "`completed`: everything that matched was retried or skipped; deliveries may still be in progress.",
});
export type RetryStatus = z.infer<typeof RetryStatus>;

/** A bulk retry. `matching` is counted when it begins to run; `retried` and `skipped` grow while it runs. */
export const Retry = z
  .object({
    id: z.uuid(),
    workspace: z.uuid(),
    resource: z.string().meta({ description: "The resource of the resource session that made it." }).optional(),
    resource_id: z.string().optional(),
    filter: RetryFilter,
    status: RetryStatus,
    ...matches,
    retried: z.int().min(0),
    ...skips,
    deliveries: z
      .object({
        pending: z.int(),
        processing: z.int(),
        retrying: z.int(),
        completed: z.int(),
        failed: z.int(),
        canceled: z.int(),
      })
      .meta({
        description: "How the retried ones stand now. Only when one retry is read, and up to 10,000 items.",
      })
      .optional(),
    created_by: z.string(),
    created_at: Timestamp,
    completed_at: Timestamp.optional(),
  })
  .meta({
    id: "Retry",
    description:
      "A bulk retry: `matching` is counted in the background when it begins (until then it is 0 and `is_exact` is `false`), `retried` and `skipped` grow while it runs. It is kept for 7 days after its end.",
  });
export type Retry = z.infer<typeof Retry>;
export const RetryCreated = z.object({ retry: Retry });
export type RetryCreated = z.infer<typeof RetryCreated>;
export const RetriesPage = pageSchema(Retry).meta({ id: "RetryPage" });
export type RetriesPage = z.infer<typeof RetriesPage>;

/** What a bulk retry did with one delivery, and how that delivery stands now. */
export const RetryItem = z
  .object({
    id: z.uuid(),
    rule_event: z.uuid(),
    event_id: z.uuid(),
    rule: z.uuid(),
    connection: z.uuid(),
    outcome: z.enum(["retried", "skipped"]),
    reason: RetrySkipReason.optional(),
    status: DeliveryStatus,
    created_at: Timestamp,
  })
  .meta({
    id: "RetryItem",
    description: "What a bulk retry did with one delivery. `status` is how the delivery stands now.",
  });
export type RetryItem = z.infer<typeof RetryItem>;
export const RetryItemsPage = pageSchema(RetryItem).meta({ id: "RetryItemPage" });
export type RetryItemsPage = z.infer<typeof RetryItemsPage>;
