import { z } from "zod";
import { isEmailAddress } from "./email-address.ts";
import { ErrorEnvelope } from "./errors.ts";
import { eventFilter, PayloadFilter, SearchText } from "./event-filter.ts";
import { EventName, IdParam, pageSchema, pageQuery, ResourceId, Timestamp } from "./primitives.ts";
import { RuleEvent } from "./rule-events.ts";
import { DeliveryStatus } from "./status.ts";

export const BULK_BYTES_MAX = 5 * 1024 * 1024;
export const BULK_ITEMS_MAX = 100;
/** The resource of an event that names none. */
export const DEFAULT_RESOURCE = "global";

const PAYLOAD_STRING_KEYS = ["id", "ip_address", "name", "first_name", "last_name", "phone", "resource_url"] as const;

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Objects and lists within each other, the payload itself among them. */
export const PAYLOAD_DEPTH_MAX = 200;
export const PAYLOAD_TOO_DEEP = `Nested too deeply: at most ${PAYLOAD_DEPTH_MAX} levels`;

/**
 * The payload is checked but never copied, so every key arrives as it was sent. The eight recognised keys must be
 * strings, because typed clients decode them as strings when they read the payload back.
 */
export const EventPayload = z
  .custom<Record<string, unknown>>(isPlainObject, { error: "Required, an object", abort: true })
  .superRefine((payload, context) => {
    for (const key of PAYLOAD_STRING_KEYS) {
      const value = payload[key];
      if (value !== undefined && value !== null && typeof value !== "string") {
        context.addIssue({ code: "custom", path: [key], message: "Must be a string" });
      }
    }
    const email = payload["email"];
    // An empty text stands for "none", as many forms send it.
    const isLeftOut = email === undefined || email === null || email === "";
    if (!isLeftOut && !(typeof email === "string" && isEmailAddress(email))) {
      context.addIssue({ code: "custom", path: ["email"], message: "Must be an e-mail address" });
    }
  })
  .meta({
    id: "EventPayload",
    description:
      "Any keys. The ones listed here are what destinations look for; each may be null. An empty `email` counts as none, and is kept as it came.",
    type: "object",
    properties: {
      email: { type: ["string", "null"] },
      ...Object.fromEntries(PAYLOAD_STRING_KEYS.map((key) => [key, { type: ["string", "null"] }])),
    },
    additionalProperties: true,
  });

export const CreateEvent = z
  .object(
    {
      event: EventName,
      payload: EventPayload,
      resource: EventName.optional(),
      resource_id: ResourceId.optional(),
      type: z.literal("event", { error: "Must be 'event'" }).optional(),
      workspace: IdParam.optional(),
    },
    { error: "Must be an object" },
  )
  .meta({
    id: "EventInput",
    examples: [{ event: "user.signup", payload: { email: "ann@example.com", plan: "pro" } }],
    description: "`workspace` is needed with a machine key only; other credentials know theirs.",
  });
export type CreateEvent = z.infer<typeof CreateEvent>;

export const AcceptedEvent = z
  .object({
    id: z.uuid(),
    type: z.literal("event"),
    event: z.string(),
    workspace: z.uuid(),
    resource: z.string(),
    resource_id: z.string().optional(),
    created_by: z.string(),
    created_at: Timestamp,
  })
  .meta({ id: "AcceptedEvent", description: "An event that is stored and will be delivered." });
export type AcceptedEvent = z.infer<typeof AcceptedEvent>;
export const EventCreated = z.object({ event: AcceptedEvent }).meta({ id: "EventCreated" });
export type EventCreated = z.infer<typeof EventCreated>;

export const IdempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,255}$/, "1 to 255 printable ASCII characters")
  .meta({
    description:
      "Makes the request repeatable: for 24 hours the same key and body in this workspace are answered as the first time, and nothing is stored again. Another body, or a first request that is still running, is a 409. Machine keys, publishable keys and sessions have keys of their own.",
    examples: ["order-1042-paid"],
  });

export const BulkResult = z
  .object({
    count: z.int(),
    error_count: z.int().optional(),
    records: z.array(z.union([AcceptedEvent, ErrorEnvelope])),
  })
  .meta({
    id: "BulkResult",
    description:
      "Records stand in the order of the input, one for each item. `error_count` is there when it is above 0.",
  });
export type BulkResult = z.infer<typeof BulkResult>;

export const EventRecord = z
  .object({
    id: z.uuid(),
    type: z.literal("event"),
    workspace: z.uuid(),
    event: z.string(),
    resource: z.string(),
    resource_id: z.string().optional(),
    status: DeliveryStatus,
    total_rules: z.int().min(0),
    completed_count: z.int().min(0),
    failed_count: z.int().min(0),
    started_at: Timestamp.optional(),
    completed_at: Timestamp.optional(),
    created_by: z.string(),
    created_at: Timestamp,
    rule_events: z.array(RuleEvent).optional().meta({ description: "Left out in lists." }),
  })
  .meta({ id: "Event", description: "What happened, sent once, with the progress of its deliveries." });
export type EventRecord = z.infer<typeof EventRecord>;

export const EventDetail = EventRecord.extend({ rule_events: z.array(RuleEvent) }).meta({ id: "EventDetail" });
export type EventDetail = z.infer<typeof EventDetail>;

export const EventWithPayload = EventDetail.extend({ payload: EventPayload }).meta({
  id: "EventWithPayload",
});
export type EventWithPayload = z.infer<typeof EventWithPayload>;

export const EventsPage = pageSchema(EventRecord).meta({ id: "EventPage" });
export type EventsPage = z.infer<typeof EventsPage>;

/** A page of a search in payloads says how far back it has looked. Extension. */
export const EventsSearchPage = EventsPage.extend({ searched_until: Timestamp.optional() }).meta({
  id: "EventSearchPage",
});
export type EventsSearchPage = z.infer<typeof EventsSearchPage>;

export const ListEventsQuery = z.object({
  ...pageQuery,
  ...eventFilter,
  payload: PayloadFilter.optional(),
  search: SearchText.optional(),
});
export type ListEventsQuery = z.infer<typeof ListEventsQuery>;
