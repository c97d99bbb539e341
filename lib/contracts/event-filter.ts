import { z } from "zod";
import { SearchedName } from "./primitives.ts";
import { DeliveryStatus } from "./status.ts";

const Moment = z.iso.datetime({ offset: true, error: "A date-time such as 2026-01-31T09:00:00Z" });
const text = z.string({ error: "Must be a string" });

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
  status: DeliveryStatus.optional().meta({ description: "Of the event as a whole, over all of its deliveries" }),
  delivery_status: DeliveryStatus.optional().meta({
    description:
      "Of a delivery. With `connection`, `rule` or `problem_id`, one delivery must have all of them; an event can have a failed delivery while another one is still being retried",
  }),
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
  .max(512, "At most 512 characters")
  .regex(
    /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z0-9_]+)*:.+$/,
    "A path and a value with a colon between, such as data.email:ann@example.com",
  );
