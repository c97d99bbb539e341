import { z } from "zod";
import { DeliveryStatus } from "./status.ts";

const Moment = z.iso.datetime({ offset: true, error: "A date-time such as 2026-01-31T09:00:00Z" });

/**
 * Which events of a workspace are meant. An id that is unknown, foreign or malformed matches nothing. All but the
 * status, the event type and the resource are extensions.
 */
export const eventFilter = {
  id: z.string().optional().meta({ description: "The id of one event" }),
  event: z.string().optional(),
  resource: z.string().optional(),
  resource_id: z.string().optional(),
  status: DeliveryStatus.optional(),
  connection: z.string().optional().meta({ description: "Events with a delivery to this connection" }),
  rule: z.string().optional().meta({ description: "Events that this rule matched" }),
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
