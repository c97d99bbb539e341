import { z } from "zod";
import { parseSearch, PAYLOAD_PATTERN, SEARCH_MAX } from "./event-search.ts";
import { Moment, SearchedName } from "./primitives.ts";
import { DELIVERY_STATUS_ERROR, DeliveryStatus } from "./status.ts";

const text = z.string({ error: "Must be a string" });

const ONE = DeliveryStatus.options.join("|");
const StatusList = z.union([DeliveryStatus, z.string().regex(new RegExp(`^(${ONE})(,(${ONE}))+$`))], {
  error: DELIVERY_STATUS_ERROR,
});

/**
 * Which events of a workspace are meant, and which of their deliveries: the one description that lists, bulk retries and
 * links share. Everything that is given must hold. An id that is unknown, foreign or malformed matches nothing. All but
 * the status, the event type and the resource are extensions.
 */
export const eventFilter = {
  id: text.optional().meta({ description: "The id of one event" }),
  event: SearchedName.optional(),
  resource: SearchedName.optional(),
  resource_id: SearchedName.optional(),
  status: StatusList.optional().meta({
    description: "Of the event as a whole, over all of its deliveries. Several, joined by commas, match any of them.",
  }),
  delivery_status: StatusList.optional().meta({
    description:
      "Of a delivery, one or several as in `status`. With `connection`, `rule` or `problem_id`, one delivery must have all of them; an event can have a failed delivery while another one is still being retried",
  }),
  matched: z
    .enum(["true", "false"], { error: "One of true, false" })
    .optional()
    .meta({ description: "Whether any rule matched the event" }),
  connection: text.optional().meta({ description: "Events with a delivery to this connection" }),
  rule: text.optional().meta({ description: "Events that this rule matched" }),
  problem_id: text.optional().meta({ description: "Events with a delivery that is in this problem now" }),
  created_after: Moment.optional().meta({ description: "Received at this moment or later" }),
  created_before: Moment.optional().meta({ description: "Received before this moment" }),
};
export const EventFilter = z.object(eventFilter);
export type EventFilter = z.infer<typeof EventFilter>;

/**
 * `path:value`, such as `data.email:ann@example.com`. The path is that of a mapping: keys from the payload's root,
 * joined by dots, an index for a place in a list. The value is compared with a text, a number or a boolean.
 */
export const PayloadFilter = z
  .string()
  .max(SEARCH_MAX, `At most ${SEARCH_MAX} characters`)
  .regex(PAYLOAD_PATTERN, "A path and a value with a colon between, such as data.email:ann@example.com");

/** One text that says by its form what it is looked for in. */
export const SearchText = z
  .string()
  .max(SEARCH_MAX, { error: `At most ${SEARCH_MAX} characters`, abort: true })
  .refine((text) => parseSearch(text) !== undefined, {
    error: "An ID, an e-mail address, or a path and a value with a colon between, such as data.email:ann@example.com",
  })
  .meta({
    description:
      "The id of an event, of a delivery (its `webhook-id`) or of an attempt, an e-mail address anywhere in the texts of the payload, or what `payload` takes",
  });
